package dev.waybill.nodes;

import dev.waybill.Postgres;
import dev.waybill.TestRepository;
import dev.waybill.TestServer;
import dev.waybill.store.Database;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Several servers on one PostgreSQL. */
@Tag("processes")
@Tag("postgres")
abstract class NodesFixture {
    @TempDir
    protected Path directory;

    protected Database database;
    protected TestRepository repository;

    @BeforeEach
    final void prepare() throws Exception {
        database = Postgres.fresh();
        repository = TestRepository.make(directory.resolve("repository"));
    }

    protected final TestServer start(String name) throws Exception {
        return TestServer.in(directory.resolve(name)).on(database).named(name).start();
    }

    protected static List<String> codes(JsonNode blockers) {
        return blockers.valueStream().map(it -> it.get("code").asString()).toList();
    }
}
