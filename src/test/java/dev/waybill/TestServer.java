package dev.waybill;

import dev.waybill.access.Caller;
import dev.waybill.api.routes.Route;
import dev.waybill.store.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The real program with a free port and a fresh data directory, in this process. */
public final class TestServer implements AutoCloseable {
    /** Secrets may lie in the directory of any test. */
    private static final List<Path> ANYWHERE = List.of(Path.of("/"));

    private final Server server;
    private final Path data;

    private final ShiftedTime time;

    private TestServer(Server server, Path data, ShiftedTime time) {
        this.server = server;
        this.data = data;
        this.time = time;
    }

    /** Its clocks, which a test may set forward. */
    public ShiftedTime time() {
        return time;
    }

    /** @param database null for the embedded store */
    public static TestServer start(Path data, @Nullable Database database) throws IOException, InterruptedException {
        return start(data, database, 100, null, null);
    }

    /** One that starts so much later than it really does. */
    public static TestServer startLater(Path data, Duration passed) throws IOException, InterruptedException {
        var time = new ShiftedTime();
        time.pass(passed);
        var config = new Config(
                data,
                null,
                Ports.free(),
                null,
                null,
                null,
                null,
                100,
                null,
                ANYWHERE,
                null,
                null,
                false,
                List.of("127.0.0.1"));
        return new TestServer(Server.start(config, time), data, time);
    }

    /** One where requests may name files with secrets in these directories alone. */
    public static TestServer startWithSecrets(Path data, @Nullable Path config, List<Path> directories)
            throws IOException, InterruptedException {
        var time = new ShiftedTime();
        var given = new Config(
                data,
                null,
                Ports.free(),
                null,
                null,
                config,
                null,
                100,
                null,
                directories,
                null,
                null,
                false,
                List.of());
        return new TestServer(Server.start(given, time), data, time);
    }

    /** One of several on a database. */
    public static TestServer startNode(Path data, Database database, String name, int maxRunning)
            throws IOException, InterruptedException {
        return start(data, database, maxRunning, null, null, name);
    }

    public static TestServer start(
            Path data,
            @Nullable Database database,
            int maxRunning,
            @Nullable Path config,
            @Nullable String repositories)
            throws IOException, InterruptedException {
        return start(data, database, maxRunning, config, repositories, null);
    }

    /** One of that name among those on its database. */
    public static TestServer start(Path data, @Nullable Database database, @Nullable Path config, String name)
            throws IOException, InterruptedException {
        return start(data, database, 100, config, null, name);
    }

    private static TestServer start(
            Path data,
            @Nullable Database database,
            int maxRunning,
            @Nullable Path config,
            @Nullable String repositories,
            @Nullable String name)
            throws IOException, InterruptedException {
        var time = new ShiftedTime();
        return new TestServer(
                Server.start(
                        new Config(
                                data,
                                null,
                                Ports.free(),
                                null,
                                database,
                                config,
                                repositories,
                                maxRunning,
                                null,
                                ANYWHERE,
                                null,
                                name,
                                false,
                                List.of("127.0.0.1")),
                        time),
                data,
                time);
    }

    public Client client() throws IOException {
        return new Client(url(), token());
    }

    public String token() throws IOException {
        return Files.readString(data.resolve("admin-token")).strip();
    }

    /** The routes of its API. */
    public List<Route> routes() {
        return server.routes();
    }

    /** Its deploys, for doors that are not on the network. */
    public Engine engine() {
        return server.engine();
    }

    /** Whose a token is. */
    public Caller caller(String token) {
        return server.caller(token);
    }

    public String url() {
        return server.url();
    }

    public Path data() {
        return data;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
