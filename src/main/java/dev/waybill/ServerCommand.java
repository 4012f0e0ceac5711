package dev.waybill;

import dev.waybill.apps.config.ConfigFile;
import dev.waybill.apps.config.Durations;
import dev.waybill.apps.config.Sizes;
import dev.waybill.errors.ServiceException;
import dev.waybill.spi.Time;
import dev.waybill.store.Database;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code waybill server}: reads the options, runs the server until it is told to end. */
@Command(
        name = "server",
        description =
                "Runs the server until it gets SIGTERM or Ctrl-C. Every option can also be given in the environment.",
        mixinStandardHelpOptions = true)
final class ServerCommand implements Callable<Integer> {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "${env:WAYBILL_DATA}",
            description =
                    "Where everything is kept; made when missing (WAYBILL_DATA; default: .local/share/waybill in HOME)")
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
            description = "Where people reach the server (WAYBILL_PUBLIC_URL; default: http://HOST:PORT)")
    private @Nullable String url;

    @Option(
            names = "--database",
            paramLabel = "JDBC_URL",
            defaultValue = "${env:WAYBILL_DATABASE}",
            description = "A PostgreSQL database instead of the embedded store (WAYBILL_DATABASE)")
    private @Nullable String database;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            defaultValue = "${env:WAYBILL_CONFIG}",
            description = "A file of apps to bring in (WAYBILL_CONFIG)")
    private @Nullable String config;

    @Option(
            names = "--repositories",
            paramLabel = "TEMPLATE",
            defaultValue = "${env:WAYBILL_REPOSITORIES}",
            description =
                    "Where the repositories of apps are whose configuration names none, such as 'git@github.com:acme/{app}.git' (WAYBILL_REPOSITORIES)")
    private @Nullable String repositories;

    @Option(
            names = "--max-running",
            paramLabel = "N",
            defaultValue = "${env:WAYBILL_MAX_RUNNING}",
            description = "How many deploys may run at once (WAYBILL_MAX_RUNNING; default: 100)")
    private @Nullable Integer maxRunning;

    @Option(
            names = "--longest-lock",
            paramLabel = "LENGTH",
            defaultValue = "${env:WAYBILL_LONGEST_LOCK}",
            description = "How long a lock may last, such as 12h (WAYBILL_LONGEST_LOCK; default: 7d)")
    private @Nullable String longestLock;

    @Option(
            names = "--secret-directory",
            paramLabel = "DIR",
            split = ",",
            defaultValue = "${env:WAYBILL_SECRET_DIRECTORIES}",
            description =
                    "Where requests may name files with secrets; may be repeated (WAYBILL_SECRET_DIRECTORIES, with commas; default: nowhere)")
    private List<String> secretDirectories = List.of();

    @Option(
            names = "--max-input",
            paramLabel = "BYTES",
            defaultValue = "${env:WAYBILL_MAX_INPUT}",
            description =
                    "How much JSON the configuration of an app, or the parameters of a deploy, may be (WAYBILL_MAX_INPUT; default: 65536)")
    private @Nullable Integer maxInput;

    @Option(
            names = "--max-log",
            paramLabel = "SIZE",
            defaultValue = "${env:WAYBILL_MAX_LOG}",
            description = "How long the log of a deploy gets, such as 100MB (WAYBILL_MAX_LOG; default: 1GiB)")
    private @Nullable String maxLog;

    @Option(
            names = "--min-free",
            paramLabel = "SIZE",
            defaultValue = "${env:WAYBILL_MIN_FREE}",
            description =
                    "With less room than that in the data directory no deploy starts (WAYBILL_MIN_FREE; default: 256MiB)")
    private @Nullable String minFree;

    @Option(
            names = "--node-name",
            paramLabel = "NAME",
            defaultValue = "${env:WAYBILL_NODE_NAME}",
            description =
                    "The name of this server among those on one database (WAYBILL_NODE_NAME; default: the machine's)")
    private @Nullable String nodeName;

    @Option(
            names = "--trusted-proxy",
            paramLabel = "NETWORK",
            split = ",",
            defaultValue = "${env:WAYBILL_TRUSTED_PROXY}",
            description =
                    "A proxy whose X-Forwarded-For and X-Forwarded-Proto count, such as 127.0.0.1 or 10.0.0.0/8; may be repeated (WAYBILL_TRUSTED_PROXY, with commas)")
    private List<String> trustedProxies = List.of();

    @Option(
            names = "--connections-per-address",
            paramLabel = "N",
            defaultValue = "${env:WAYBILL_CONNECTIONS_PER_ADDRESS}",
            description =
                    "How many connections one address may have open, but for trusted proxies (WAYBILL_CONNECTIONS_PER_ADDRESS; default: 2000, less with little memory or few files)")
    private @Nullable Integer perAddress;

    @Option(
            names = "--streams-per-token",
            paramLabel = "N",
            defaultValue = "${env:WAYBILL_STREAMS_PER_TOKEN}",
            description =
                    "How many streams one token may have open (WAYBILL_STREAMS_PER_TOKEN; default: 200, less with little memory or few files)")
    private @Nullable Integer perToken;

    @Option(
            names = "--moved",
            description = "Take over a data directory that was moved here from another machine for good")
    private boolean moved;

    @Override
    public Integer call() throws Exception {
        if (isUnset(url) && !isUnset(System.getenv("WAYBILL_URL"))) {
            log().warn("WAYBILL_URL is where the command line finds its server, and no setting of this one; "
                    + "its public address is --url, or WAYBILL_PUBLIC_URL");
        }
        var server = start();
        if (server == null) {
            return CommandLine.ExitCode.SOFTWARE;
        }
        Hangup.handle(server::reload);
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        server.awaitGone(); // a signal ends the program from elsewhere
        return CommandLine.ExitCode.SOFTWARE;
    }

    /** Null if it cannot start; why has been said, as a sentence. */
    private @Nullable Server start() throws InterruptedException {
        try {
            var given = isUnset(database) ? null : new Database(String.valueOf(database));
            return Server.start(
                    new Config(
                            isUnset(data) ? UsualData.of(System.getenv("HOME")) : Path.of(String.valueOf(data)),
                            isUnset(host) ? null : host,
                            port,
                            isUnset(url) ? null : url,
                            given,
                            isUnset(config) ? null : Path.of(String.valueOf(config)),
                            isUnset(repositories) ? null : repositories,
                            maxRunning,
                            isUnset(longestLock) ? null : length("--longest-lock", String.valueOf(longestLock)),
                            given(secretDirectories).stream()
                                    .map(ServerCommand::directory)
                                    .toList(),
                            maxInput,
                            isUnset(nodeName) ? null : nodeName,
                            moved,
                            given(trustedProxies),
                            new Config.Quotas(perAddress, perToken),
                            new Config.Room(size("--max-log", maxLog), size("--min-free", minFree))),
                    Time.system());
        } catch (NoSuchFileException e) {
            log().error("the server cannot start: there is no file {}", e.getFile());
            return null;
        } catch (FileSystemException e) {
            log().error(
                            "the server cannot start: {} cannot be used ({}); see that its user may read and write it, and that its disk has room",
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

    /** No constant: every verb makes this class, and would start the logging with it. */
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

    /** An empty variable of the environment is none. */
    private static boolean isUnset(@Nullable String value) {
        return value == null || value.isEmpty();
    }
}
