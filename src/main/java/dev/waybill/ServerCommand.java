package dev.waybill;

import dev.waybill.apps.config.ConfigFile;
import dev.waybill.apps.config.text.Durations;
import dev.waybill.apps.config.text.Sizes;
import dev.waybill.errors.ServiceException;
import dev.waybill.spi.Time;
import dev.waybill.store.Database;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code waybill server}: reads the options and runs the server until it is stopped. */
@Command(
        name = "server",
        description =
                "Runs the server until SIGTERM or Ctrl-C. Every option can also be set by an environment variable.",
        mixinStandardHelpOptions = true)
final class ServerCommand implements Callable<Integer> {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "${env:WAYBILL_DATA}",
            description = "The data directory; created if missing (WAYBILL_DATA; default: ~/.local/share/waybill)")
    private @Nullable String data;

    @Option(
            names = "--host",
            defaultValue = "${env:WAYBILL_HOST}",
            description = "The address to listen on (WAYBILL_HOST; default: 127.0.0.1)")
    private @Nullable String host;

    @Option(
            names = "--port",
            defaultValue = "${env:WAYBILL_PORT}",
            description = "The port to listen on (WAYBILL_PORT; default: 8080)")
    private @Nullable Integer port;

    @Option(
            names = "--url",
            paramLabel = "PUBLIC_URL",
            defaultValue = "${env:WAYBILL_PUBLIC_URL}",
            description = "The server's public URL (WAYBILL_PUBLIC_URL; default: http://HOST:PORT)")
    private @Nullable String url;

    @Option(
            names = "--database",
            paramLabel = "JDBC_URL",
            defaultValue = "${env:WAYBILL_DATABASE}",
            description = "A PostgreSQL database to use instead of the embedded store (WAYBILL_DATABASE)")
    private @Nullable String database;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            defaultValue = "${env:WAYBILL_CONFIG}",
            description = "A configuration file of apps (WAYBILL_CONFIG)")
    private @Nullable String config;

    @Option(
            names = "--repositories",
            paramLabel = "TEMPLATE",
            defaultValue = "${env:WAYBILL_REPOSITORIES}",
            description =
                    "The repository URL of apps that configure none, such as 'git@github.com:acme/{app}.git' (WAYBILL_REPOSITORIES)")
    private @Nullable String repositories;

    @Option(
            names = "--max-running",
            paramLabel = "N",
            defaultValue = "${env:WAYBILL_MAX_RUNNING}",
            description = "Maximum number of deploys that run at once (WAYBILL_MAX_RUNNING; default: 100)")
    private @Nullable Integer maxRunning;

    @Option(
            names = "--longest-lock",
            paramLabel = "DURATION",
            defaultValue = "${env:WAYBILL_LONGEST_LOCK}",
            description = "Maximum duration of a lock, such as 12h (WAYBILL_LONGEST_LOCK; default: 7d)")
    private @Nullable String longestLock;

    @Option(
            names = "--secret-directory",
            paramLabel = "DIR",
            split = ",",
            defaultValue = "${env:WAYBILL_SECRET_DIRECTORIES}",
            description =
                    "A directory of secret files that API requests may refer to; may be repeated (WAYBILL_SECRET_DIRECTORIES, separated by commas; default: none)")
    private List<String> secretDirectories = List.of();

    @Option(
            names = "--max-input",
            paramLabel = "BYTES",
            defaultValue = "${env:WAYBILL_MAX_INPUT}",
            description =
                    "Maximum size of an app's configuration, or of a deploy's parameters, as JSON (WAYBILL_MAX_INPUT; default: 65536)")
    private @Nullable Integer maxInput;

    @Option(
            names = "--max-log",
            paramLabel = "SIZE",
            defaultValue = "${env:WAYBILL_MAX_LOG}",
            description = "Maximum size of a deploy's log, such as 100MB (WAYBILL_MAX_LOG; default: 1GiB)")
    private @Nullable String maxLog;

    @Option(
            names = "--min-free",
            paramLabel = "SIZE",
            defaultValue = "${env:WAYBILL_MIN_FREE}",
            description =
                    "No deploy starts while the data directory has less free space than this (WAYBILL_MIN_FREE; default: 256MiB)")
    private @Nullable String minFree;

    @Option(
            names = "--node-name",
            paramLabel = "NAME",
            defaultValue = "${env:WAYBILL_NODE_NAME}",
            description =
                    "This server's name among those that share the database (WAYBILL_NODE_NAME; default: the machine's name)")
    private @Nullable String nodeName;

    @Option(
            names = "--trusted-proxy",
            paramLabel = "NETWORK",
            split = ",",
            defaultValue = "${env:WAYBILL_TRUSTED_PROXY}",
            description =
                    "A proxy whose X-Forwarded-For and X-Forwarded-Proto are trusted, such as 127.0.0.1 or 10.0.0.0/8; may be repeated (WAYBILL_TRUSTED_PROXY, separated by commas)")
    private List<String> trustedProxies = List.of();

    @Option(
            names = "--connections-per-address",
            paramLabel = "N",
            defaultValue = "${env:WAYBILL_CONNECTIONS_PER_ADDRESS}",
            description =
                    "Maximum number of open connections per client address; trusted proxies are exempt (WAYBILL_CONNECTIONS_PER_ADDRESS; default: 2000, less with little memory or few file descriptors)")
    private @Nullable Integer perAddress;

    @Option(
            names = "--streams-per-token",
            paramLabel = "N",
            defaultValue = "${env:WAYBILL_STREAMS_PER_TOKEN}",
            description =
                    "Maximum number of open streams per token (WAYBILL_STREAMS_PER_TOKEN; default: 200, less with little memory or few file descriptors)")
    private @Nullable Integer perToken;

    @Option(
            names = "--moved",
            description = "Take over a data directory that was permanently moved here from another machine")
    private boolean moved;

    @Override
    public Integer call() throws Exception {
        if (isUnset(url) && !isUnset(System.getenv("WAYBILL_URL"))) {
            log().warn("WAYBILL_URL is ignored: it tells the command line which server to use. "
                    + "Set this server's public URL with --url or WAYBILL_PUBLIC_URL");
        }
        var ready = new AtomicReference<@Nullable Server>();
        var early = new AtomicBoolean();
        Hangup.handle(() -> Optional.ofNullable(ready.get()).ifPresentOrElse(Server::reload, () -> early.set(true)));
        var server = start();
        if (server == null) {
            return CommandLine.ExitCode.SOFTWARE;
        }
        ready.set(server);
        HeapWatch.start(Time.system());
        if (early.get()) {
            server.reload(); // the file may have changed since the start read it
        }
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        server.awaitGone(); // signals end the program through shutdown hooks
        return CommandLine.ExitCode.SOFTWARE;
    }

    /** What the options and the environment say. */
    private Config given() {
        var store = isUnset(database) ? null : new Database(String.valueOf(database));
        return new Config(
                isUnset(data) ? UsualData.of(System.getenv("HOME")) : Path.of(String.valueOf(data)),
                isUnset(host) ? null : host,
                port,
                isUnset(url) ? null : url,
                store,
                isUnset(config) ? null : Path.of(String.valueOf(config)),
                isUnset(repositories) ? null : repositories,
                maxRunning,
                isUnset(longestLock) ? null : length("--longest-lock", String.valueOf(longestLock)),
                given(secretDirectories).stream().map(ServerCommand::directory).toList(),
                maxInput,
                isUnset(nodeName) ? null : nodeName,
                moved,
                given(trustedProxies),
                new Config.Quotas(perAddress, perToken),
                new Config.Room(size("--max-log", maxLog), size("--min-free", minFree)));
    }

    /** Null if it cannot start; the reason has been logged. */
    private @Nullable Server start() throws InterruptedException {
        try {
            return Server.start(given(), Time.system());
        } catch (NoSuchFileException e) {
            log().error("the server cannot start: the file {} does not exist", e.getFile());
            return null;
        } catch (FileSystemException e) {
            log().error(
                            "the server cannot start: cannot use {} ({}); check that the server's user can read and write it, and that its disk has free space",
                            e.getFile(),
                            e.getReason() == null ? e.getClass().getSimpleName() : e.getReason());
            log().debug("because of", e);
            return null;
        } catch (IOException
                | IllegalArgumentException
                | IllegalStateException
                | ConfigFile.Mistakes
                | ServiceException e) {
            log().error("the server cannot start: {}", e.getMessage());
            log().debug("because of", e);
            return null;
        }
    }

    /** Not a constant: every verb loads this class, and would initialise logging. */
    private static Logger log() {
        return LoggerFactory.getLogger(ServerCommand.class);
    }

    private static @Nullable Long size(String option, @Nullable String text) {
        return text == null || text.isEmpty()
                ? null
                : Sizes.parse(text)
                        .orElseThrow(() ->
                                new IllegalArgumentException("%s %s, not \"%s\"".formatted(option, Sizes.RULE, text)));
    }

    private static Duration length(String option, String text) {
        return Durations.parse(text)
                .orElseThrow(() ->
                        new IllegalArgumentException("%s %s, not \"%s\"".formatted(option, Durations.RULE, text)));
    }

    private static List<String> given(List<String> values) {
        return values.stream().filter(value -> !value.isBlank()).toList();
    }

    static Path directory(String text) {
        var directory = text.strip();
        if (!directory.startsWith("/")) {
            throw new IllegalArgumentException(
                    "--secret-directory must be a path that begins with /, not \"%s\"".formatted(directory));
        }
        return Path.of(directory);
    }

    /** An empty environment variable counts as unset. */
    private static boolean isUnset(@Nullable String value) {
        return value == null || value.isEmpty();
    }
}
