package dev.waybill;

import dev.waybill.store.Database;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A server for all tests of a class, whose apps leave each other alone; with real git and real commands. */
@Tag("processes")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class SharedServer {
    protected Path directory;
    protected TestServer server;
    protected Client client;

    protected TestRepository repository;

    /** Null for the embedded store. */
    protected @Nullable Database database() throws Exception {
        return null;
    }

    /** Fills its data directory before it starts. */
    protected void prepare(Path data) throws Exception {}

    @BeforeAll
    final void start(@TempDir Path directory) throws Exception {
        this.directory = directory;
        repository = TestRepository.make(directory.resolve("repository"));
        prepare(directory.resolve("data"));
        server = TestServer.start(directory.resolve("data"), database());
        client = server.client();
    }

    @AfterAll
    final void stop() throws IOException {
        server.close();
    }

    /** One that commands of these tests may wait for. */
    protected final Latch latch(String name) {
        return new Latch(directory.resolve(name));
    }
}
