package dev.waybill.cli.client;

import dev.waybill.access.LocalServer;
import dev.waybill.apps.config.text.TextFile;
import dev.waybill.apps.config.text.YamlTree;
import dev.waybill.cli.terminal.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The server and the token: from WAYBILL_URL and WAYBILL_TOKEN, else {@code ~/.config/waybill.yaml}, else a server of this user
 * on this machine. There is no option for the token, because the list of processes shows options.
 */
public final class Target {
    /** Valid characters of a header; the HTTP library would print an invalid token in its error. */
    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]+");

    private static final String AT_HOME = "http://127.0.0.1:8080";
    private static final Set<PosixFilePermission> OWNERS = PosixFilePermissions.fromString("rwx------");

    @Option(
            names = "--url",
            paramLabel = "URL",
            description =
                    "The server's URL (WAYBILL_URL, or url in ~/.config/waybill.yaml; default: the server of this user, else "
                            + AT_HOME + ")")
    private @Nullable String url;

    public Connection connection() throws CallFailed {
        var file = settings();
        var local = LocalServer.read(note());
        var server = ServerUrl.checked(Optional.ofNullable(url)
                .map(String::strip)
                .or(() -> variable("WAYBILL_URL"))
                .or(() -> text(file, "url"))
                .orElse(local.map(LocalServer::url).orElse(AT_HOME))
                .replaceFirst("/+$", ""));
        var token = variable("WAYBILL_TOKEN").or(() -> isOfFile(file, server) ? text(file, "token") : Optional.empty());
        return token.isPresent()
                ? new Connection(server, checked(token.get()), null)
                : byAdminToken(server, local, text(file, "token").isPresent());
    }

    /** Whether the file's token is for this server: one beside a URL is only for that URL. */
    private static boolean isOfFile(Map<?, ?> file, String server) {
        return text(file, "url")
                .map(own -> own.replaceFirst("/+$", "").equalsIgnoreCase(server))
                .orElse(true);
    }

    /**
     * Uses the admin token of a local server whose data directory the user can read, only at the address where that server
     * listens.
     */
    private static Connection byAdminToken(String server, Optional<LocalServer> local, boolean isOther)
            throws CallFailed {
        var token = adminToken();
        if (token.isPresent() && local.isPresent() && local.get().isAt(server)) {
            return new Connection(
                    local.get().url(),
                    checked(token.get()),
                    () -> isStillAt(local.get().url()));
        }
        var why = isOther
                ? "; the token in ~/.config/waybill.yaml is only for the url next to it"
                : token.isEmpty() ? "" : whyNotByAdminToken(local);
        throw new CallFailed(
                CallFailed.USAGE,
                "no token for %s%s: set WAYBILL_TOKEN, or write \"url: ...\" and \"token: ...\" to ~/.config/waybill.yaml (mode 600)"
                        .formatted(server, why));
    }

    /** Whether the server still listens there, also after a restart. */
    private static boolean isStillAt(String url) {
        return LocalServer.read(note())
                .map(LocalServer::url)
                .filter(url::equals)
                .isPresent();
    }

    private static Path note() {
        return data().resolve(LocalServer.FILE);
    }

    private static String whyNotByAdminToken(Optional<LocalServer> local) {
        return LocalServer.isOfAnotherContainer(note())
                ? "; the server of %s runs in another container, whose processes are not visible here".formatted(data())
                : local.map(it -> "; %s/admin-token is only for the server at %s".formatted(data(), it.url()))
                        .orElse("; %s/admin-token is only for its own server, which is not running".formatted(data()));
    }

    private static String checked(String token) throws CallFailed {
        if (TOKEN.matcher(token).matches()) {
            return token;
        }
        throw new CallFailed(
                CallFailed.USAGE,
                "the token contains a space, a line break or another invalid character; set WAYBILL_TOKEN to the token alone");
    }

    private static Optional<String> variable(String name) {
        return Optional.ofNullable(Surroundings.here().variables().get(name))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    private static Optional<String> text(Map<?, ?> settings, String key) {
        return Optional.ofNullable(settings.get(key))
                .map(Object::toString)
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    private static Map<?, ?> settings() throws CallFailed {
        var file = home().resolve(".config/waybill.yaml");
        try {
            if (!Files.exists(file)) {
                return Map.of();
            }
            if (!OWNERS.containsAll(Files.getPosixFilePermissions(file))) {
                throw new CallFailed(
                        CallFailed.USAGE, "%1$s is accessible to other users; run: chmod 600 %1$s".formatted(file));
            }
            var read = YamlTree.parse(TextFile.read(file)).root();
            if (read instanceof Map<?, ?> settings) {
                return settings;
            }
            throw new CallFailed(CallFailed.USAGE, "%s must contain \"url: ...\" and \"token: ...\"".formatted(file));
        } catch (IOException e) {
            throw new CallFailed(CallFailed.USAGE, String.valueOf(e.getMessage()));
        } catch (YamlTree.Unreadable e) {
            throw new CallFailed(CallFailed.USAGE, "%s: %s".formatted(file, e.getMessage()));
        }
    }

    private static Optional<String> adminToken() {
        try {
            return Optional.of(Files.readString(data().resolve("admin-token")).strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Path data() {
        return variable("WAYBILL_DATA").map(Path::of).orElse(home().resolve(".local/share/waybill"));
    }

    private static Path home() {
        return Path.of(variable("HOME").orElse("."));
    }
}
