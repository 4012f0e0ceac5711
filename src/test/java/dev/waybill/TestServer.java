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

    private static final int MOST_TRIES = 5;

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
        return in(data).on(database).start();
    }

    /** One to be set up further, then started. */
    public static Setup in(Path data) {
        return new Setup(data);
    }

    /** How a server is to be. */
    public static final class Setup {
        private final Path data;
        private final ShiftedTime time = new ShiftedTime();
        private @Nullable Database database;
        private @Nullable Path config;
        private @Nullable String name;
        private List<Path> secretDirectories = ANYWHERE;
        private int maxRunning = 100;

        private Setup(Path data) {
            this.data = data;
        }

        /** @param shared null for the embedded store */
        public Setup on(@Nullable Database shared) {
            database = shared;
            return this;
        }

        /** With the apps and settings of a file. */
        public Setup with(Path configFile) {
            config = configFile;
            return this;
        }

        /** Its name among those on its database. */
        public Setup named(String node) {
            name = node;
            return this;
        }

        /** Requests may name files with secrets in these directories alone. */
        public Setup secretsIn(Path... directories) {
            secretDirectories = List.of(directories);
            return this;
        }

        /** How many deploys may run at once. */
        public Setup running(int most) {
            maxRunning = most;
            return this;
        }

        /** It starts so much later than it really does. */
        public Setup later(Duration passed) {
            time.pass(passed);
            return this;
        }

        public TestServer start() throws IOException, InterruptedException {
            EmbeddedTemplate.copyTo(database == null ? Database.embedded(data.resolve("waybill.db")) : database);
            for (var tries = 1; ; tries++) {
                try {
                    return new TestServer(Server.start(config(), time), data, time);
                } catch (IllegalStateException e) {
                    if (tries == MOST_TRIES || !String.valueOf(e.getMessage()).contains("Address already in use")) {
                        throw e; // otherwise somebody else has taken the port that was free
                    }
                }
            }
        }

        private Config config() {
            return new Config(
                    data,
                    null,
                    0,
                    null,
                    database,
                    config,
                    null,
                    maxRunning,
                    null,
                    secretDirectories,
                    null,
                    name,
                    false,
                    List.of("127.0.0.1"));
        }
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
