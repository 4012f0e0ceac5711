package dev.waybill.forge;

import dev.waybill.spi.AppInfo;
import dev.waybill.spi.Plugin;
import dev.waybill.spi.Remark;
import dev.waybill.spi.Secret;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A kind of code host, such as GitHub. Its name is the word of {@code via} and the key of its settings in a configuration. The
 * groups of its settings are its credentials: an app or the server configures one of them. Thread-safe.
 */
public interface ForgeKind extends Plugin {
    /** Its name for people, such as {@code "GitHub"}. */
    String title();

    /** Where its API is if none is configured; empty if it has no usual place. */
    Optional<URI> usualRoot();

    /** The hosts of the URLs of its repositories, in lower case. */
    Set<String> hosts(URI apiRoot);

    /** How it sends webhooks; empty if it sends none that are understood. Then {@link ForgeSettings#WEBHOOK_SECRET} is no setting. */
    default Optional<WebhookFormat> webhooks() {
        return Optional.empty();
    }

    /** A repository; sends no request. */
    Forge open(Place place);

    @Override
    default List<Remark> review(AppInfo app) {
        return ForgeSettings.review(app.settings());
    }

    /**
     * A repository at a code host, and a credential for it.
     *
     * @param apiRoot an absolute URL of http or https, without a slash at the end
     * @param repository such as {@code "acme/shop"}
     * @param texts the settings of the credential that are text, by name
     * @param secrets those that are secrets, by name
     */
    record Place(URI apiRoot, String repository, Map<String, String> texts, Map<String, SecretSource> secrets) {
        public Place {
            texts = Map.copyOf(texts);
            secrets = Map.copyOf(secrets);
        }
    }

    /** A secret that is read whenever it is needed, so that a replaced file takes effect at once. Thread-safe. */
    @FunctionalInterface
    interface SecretSource {
        /** @throws IOException with a sentence that names what cannot be read */
        Secret read() throws IOException;
    }
}
