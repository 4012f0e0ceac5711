package dev.waybill.forge.config;

import dev.waybill.forge.ForgeKind;
import dev.waybill.forge.ForgeSettings;
import dev.waybill.vcs.RepositoryUrl;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The name of an app's repository at its code host. */
final class HostedRepository {
    /** What comes before the path: a scheme and an authority, or the host of the form of scp. */
    private static final Pattern BEFORE_PATH = Pattern.compile("[a-z]+://[^/]*/|(?!.*://)[^:/]*:");

    private HostedRepository() {}

    /**
     * Such as {@code "acme/shop"}.
     *
     * @param given in the configuration; null to take it from the URL
     * @throws IOException with a sentence that says what to configure
     */
    static String name(ForgeKind kind, URI root, @Nullable Object given, RepositoryUrl url) throws IOException {
        if (given != null) {
            var objection = ForgeSettings.objectionToRepo(given.toString());
            if (objection.isPresent()) {
                throw new IOException("%s.repo %s".formatted(kind.name(), objection.get()));
            }
            return given.toString();
        }
        var host = url.host().map(it -> it.toLowerCase(Locale.ROOT));
        if (host.isEmpty()) {
            throw new IOException("%s is not a URL at %s; set %s.repo to its name there, such as acme/shop"
                    .formatted(url, kind.title(), kind.name()));
        }
        if (!kind.hosts(root).contains(host.get())) {
            throw new IOException(
                    "%s is at %s, but %s is asked at %s; set %4$s.api_root to the API of that host, or %4$s.repo to the name of the repository, such as acme/shop"
                            .replace("%4$s", kind.name())
                            .formatted(url, host.get(), kind.title(), root));
        }
        return inPath(url)
                .orElseThrow(
                        () -> new IOException("%s does not end with an owner and a name; set %s.repo, such as acme/shop"
                                .formatted(url, kind.name())));
    }

    private static Optional<String> inPath(RepositoryUrl url) {
        var path = BEFORE_PATH.matcher(url.text()).replaceFirst("");
        var name = path.replaceFirst("^/+", "").replaceFirst("/+$", "").replaceFirst("\\.git$", "");
        return Optional.of(name).filter(it -> ForgeSettings.objectionToRepo(it).isEmpty());
    }
}
