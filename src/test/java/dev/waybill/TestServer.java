package dev.waybill;

import dev.waybill.spi.Time;
import dev.waybill.store.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The real program with a free port and a fresh data directory, in this process. */
public final class TestServer implements AutoCloseable {
    private final Server server;
    private final Path data;

    private TestServer(Server server, Path data) {
        this.server = server;
        this.data = data;
    }

    /** @param database null for the embedded store */
    public static TestServer start(Path data, @Nullable Database database) throws IOException, InterruptedException {
        return start(data, database, 100, null, null);
    }

    public static TestServer start(
            Path data,
            @Nullable Database database,
            int maxRunning,
            @Nullable Path config,
            @Nullable String repositories)
            throws IOException, InterruptedException {
        return new TestServer(
                Server.start(
                        new Config(data, null, 0, null, database, config, repositories, maxRunning), Time.system()),
                data);
    }

    public Client client() throws IOException {
        return new Client(url(), token());
    }

    public String token() throws IOException {
        return Files.readString(data.resolve("admin-token")).strip();
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
