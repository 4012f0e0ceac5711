package dev.waybill;

import dev.waybill.spi.Time;
import dev.waybill.store.Database;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
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
    private static final Logger LOG = LoggerFactory.getLogger(ServerCommand.class);

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "${env:WAYBILL_DATA:-${sys:user.home}/.local/share/waybill}",
            description = "Where everything is kept; made when missing (WAYBILL_DATA; default: ${DEFAULT-VALUE})")
    private Path data = Path.of("");

    @Option(
            names = "--host",
            defaultValue = "${env:WAYBILL_HOST:-127.0.0.1}",
            description = "The address to listen on (WAYBILL_HOST; default: ${DEFAULT-VALUE})")
    private String host = "";

    @Option(
            names = "--port",
            defaultValue = "${env:WAYBILL_PORT:-8080}",
            description = "The port to listen on (WAYBILL_PORT; default: ${DEFAULT-VALUE})")
    private int port;

    @Option(
            names = "--url",
            paramLabel = "PUBLIC_URL",
            defaultValue = "${env:WAYBILL_URL}",
            description = "Where people reach the server (WAYBILL_URL; default: http://HOST:PORT)")
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
    private @Nullable Path config;

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
            defaultValue = "${env:WAYBILL_MAX_RUNNING:-100}",
            description = "How many deploys may run at once (WAYBILL_MAX_RUNNING; default: ${DEFAULT-VALUE})")
    private int maxRunning;

    @Override
    public Integer call() throws Exception {
        var server = start();
        if (server == null) {
            return CommandLine.ExitCode.SOFTWARE;
        }
        var ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                server.close();
            } catch (Exception e) {
                LOG.warn("the server did not stop cleanly", e);
            }
            ended.countDown();
        }));
        ended.await();
        return CommandLine.ExitCode.OK;
    }

    /** Null if it cannot start; why has been said, as a sentence. */
    private @Nullable Server start() throws Exception {
        try {
            var given = database == null ? null : new Database(database);
            return Server.start(
                    new Config(data.toAbsolutePath(), host, port, url, given, config, repositories, maxRunning),
                    Time.system());
        } catch (IllegalArgumentException | IllegalStateException | dev.waybill.apps.ConfigFile.Mistakes e) {
            LOG.error("the server cannot start: {}", e.getMessage());
            LOG.debug("because of", e);
            return null;
        }
    }
}
