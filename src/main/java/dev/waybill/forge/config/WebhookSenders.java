package dev.waybill.forge.config;

import dev.waybill.apps.App;
import dev.waybill.apps.Apps;
import dev.waybill.apps.ServerFiles;
import dev.waybill.apps.config.SecretReference;
import dev.waybill.forge.ForgeKind;
import dev.waybill.forge.ForgeSettings;
import dev.waybill.repositories.SecretValues;
import dev.waybill.spi.Secret;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who can send webhooks: whoever knows the secret of the server, or of an app. The server's is for all apps at its own code host
 * that have no other; an app's is for this app. Thread-safe.
 */
public final class WebhookSenders {
    private final Apps apps;
    private final ServerFiles files;
    private final Map<String, Map<String, Object>> ofServer;

    /** @param ofServer the settings of the server's configuration file, by kind */
    public WebhookSenders(Apps apps, ServerFiles files, Map<String, Map<String, Object>> ofServer) {
        this.apps = apps;
        this.files = files;
        this.ofServer = Map.copyOf(ofServer);
    }

    /** Where a secret is, and whether the configuration file says so. */
    private record Source(SecretReference reference, boolean isOfFile) {}

    /** Whoever knows a secret, and the apps about which they can say something. */
    public final class Sender {
        private final ForgeKind kind;
        private final Source source;
        private final List<App> about;

        private Sender(ForgeKind kind, Source source, List<App> about) {
            this.kind = kind;
            this.source = source;
            this.about = about;
        }

        /**
         * The secret, which is read each time, so that a replaced file takes effect at once.
         *
         * @throws IOException with a sentence that names what cannot be read
         */
        public Secret secret() throws IOException {
            var name = "%s.%s".formatted(kind.name(), ForgeSettings.WEBHOOK_SECRET.name());
            var secret = new SecretValues(files, source::isOfFile).read(name, source.reference());
            if (secret.value().isEmpty()) {
                throw new IOException("secret %s: %s is empty".formatted(name, source.reference()));
            }
            return secret;
        }

        /** The apps with a repository, such as {@code "acme/shop"}. */
        public List<App> apps(String repository) {
            return about.stream().filter(app -> isAt(kind, app, repository)).toList();
        }
    }

    /** All of a kind of code host; empty if no secret is configured. */
    public List<Sender> all(ForgeKind kind) {
        var common = secret(settings(kind)).map(secret -> new Source(secret, true));
        var about = new LinkedHashMap<Source, List<App>>();
        common.ifPresent(source -> about.put(source, new ArrayList<>()));
        apps.all().stream()
                .filter(app -> app.retiredAt() == null)
                .forEach(app -> secret(settings(kind, app))
                        .map(secret -> new Source(secret, app.isOfFile()))
                        .or(() -> common)
                        .ifPresent(source -> about.computeIfAbsent(source, _ -> new ArrayList<>())
                                .add(app)));
        return about.entrySet().stream()
                .map(it -> new Sender(kind, it.getKey(), List.copyOf(it.getValue())))
                .toList();
    }

    private Map<String, Object> settings(ForgeKind kind) {
        return ofServer.getOrDefault(kind.name(), Map.of());
    }

    private static Map<String, Object> settings(ForgeKind kind, App app) {
        return kind.name().equals(app.config().via()) ? app.config().forge() : Map.of();
    }

    private static Optional<SecretReference> secret(Map<String, Object> settings) {
        return SecretReference.in(settings.get(ForgeSettings.WEBHOOK_SECRET.name()));
    }

    /** Two code hosts can have repositories of the same name: without a secret of its own, an app has to be at the server's. */
    private boolean isAt(ForgeKind kind, App app, String repository) {
        try {
            var common = Merged.ofServer(kind, settings(kind));
            var merged = common.with(settings(kind, app));
            var root = merged.root();
            var isKnown = secret(settings(kind, app)).isPresent() || root.equals(common.root());
            return isKnown
                    && root.isPresent()
                    && HostedRepository.name(
                                    kind,
                                    root.get(),
                                    merged.get(ForgeSettings.REPO),
                                    app.config().repositoryUrl())
                            .equalsIgnoreCase(repository);
        } catch (IOException e) {
            return false; // it has no repository of this kind
        }
    }
}
