package dev.waybill.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Browser;
import dev.waybill.Pause;
import dev.waybill.Postgres;
import dev.waybill.ServerProcess;
import dev.waybill.TestCli;
import dev.waybill.TestRepository;
import dev.waybill.TestServer;
import dev.waybill.store.Database;
import dev.waybill.store.Db;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
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
        return TestServer.startNode(directory.resolve(name), database, name, 100);
    }

    protected static List<String> codes(JsonNode blockers) {
        return blockers.valueStream().map(it -> it.get("code").asString()).toList();
    }
}
