package dev.waybill.api.lookups;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Client;
import dev.waybill.TestRepository;
import dev.waybill.TestServer;
import dev.waybill.store.Database;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Rows of a size that earlier versions let in: no list holds more of them than it may, and all are found. */
@Tag("processes")
abstract class LargeRowsContract {
    private static final int MANY = 12;
    private static final String LARGE = "x".repeat(400_000);
    /** About what a list may have, and one row. */
    private static final int LARGEST = 2_000_000;

    private Path directory = Path.of("");
    private TestServer server;
    private Database database;
    private Client client;
    private TestRepository repository;

    abstract Database database(Path directory) throws Exception;

    @BeforeEach
    void start(@TempDir Path temporary) throws Exception {
        directory = temporary;
        database = database(directory);
        server = TestServer.start(directory.resolve("data"), database);
        client = server.client();
        repository = TestRepository.make(directory.resolve("repository"));
        client.app("shop", repository, "true");
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void deploys_withLargeParameters_areListedPageByPage() throws Exception {
        deploys();
        change("update deploys set params = '{\"notes\": \"%s\"}', version = version + 1".formatted(LARGE));

        var pages = pages("/api/0/deploys/?limit=100");

        assertThat(pages).hasSizeGreaterThan(3);
        assertThat(pages.stream()
                        .flatMap(JsonNode::valueStream)
                        .map(it -> it.get("number").asInt()))
                .containsExactlyElementsOf(downFrom(MANY));
        assertThat(client.get("/api/0/deploys/shop/production/1/").text()).contains(LARGE);
        assertThat(client.get("/api/0/overview/").text()).hasSizeLessThan(10_000);
    }

    @Test
    void messages_areShownInPart() throws Exception {
        deploys();
        change("update deploys set message = '%s', version = version + 1".formatted(LARGE));

        var pages = pages("/api/0/deploys/?limit=100");

        assertThat(pages).hasSize(1);
        assertThat(pages.getFirst().get(0).get("message").asString())
                .hasSize(4096)
                .endsWith("…");
    }

    @Test
    void events_withLargeData_areListedAndStreamed() throws Exception {
        deploys();
        change("update events set data = '{\"message\": \"%s\"}' where kind = 'deploy.finished'".formatted(LARGE));
        change("update events set data = '{\"message\": \"%s\"}' where kind = 'deploy.requested'"
                .formatted(LARGE.substring(0, 60_000)));

        assertThat(pages("/api/0/events/?limit=100").stream()
                        .flatMap(JsonNode::valueStream)
                        .filter(it -> it.get("kind").asString().startsWith("deploy.")))
                .hasSizeGreaterThanOrEqualTo(2 * MANY);
        try (var events = client.events("/api/0/events/", "0")) {
            assertThat(events.filter(line -> line.contains("event: deploy.finished"))
                            .limit(MANY))
                    .hasSize(MANY);
        }
    }

    @Test
    void versions_ofLargeConfigurations_areListedPageByPage() throws Exception {
        for (var i = 2; i <= MANY; i++) {
            client.put("/api/0/apps/shop/", Map.of("provider_config", Map.of("command", "echo " + i)));
        }
        change("update app_versions set config = replace(config, 'echo ', 'echo %s') where version < %d"
                .formatted(LARGE, MANY));

        var pages = pages("/api/0/apps/shop/history/");

        assertThat(pages).hasSizeGreaterThan(3);
        assertThat(pages.stream()
                        .flatMap(JsonNode::valueStream)
                        .map(it -> it.get("version").asInt()))
                .containsExactlyElementsOf(downFrom(MANY));
        assertThat(pages.stream()
                        .flatMap(JsonNode::valueStream)
                        .map(it -> it.get("changes").size()))
                .doesNotContain(0);
    }

    @Test
    void aLane_takesNoMoreThanItCanJudge_butARollback() throws Exception {
        client.awaitEnd(client.deploy("shop", ""));
        repository.commit("page", "next");
        client.awaitEnd(client.deploy("shop", ""));
        client.put("/api/0/drain/", Map.of());
        var first = client.post("/api/0/deploys/", Map.of("app", "shop", "params", Map.of("notes", "n")));
        assertThat(first.status()).as(first.text()).isEqualTo(201);
        change("update deploys set params = '{\"notes\": \"%s\"}', version = version + 1"
                .formatted(LARGE.substring(0, 60_000)));
        copyWaiting(499);

        var refused = client.post("/api/0/deploys/", Map.of("app", "shop"));
        var rollback = client.post("/api/0/apps/shop/envs/production/rollback/", Map.of("reason", "bad"));
        var environment = client.get("/api/0/apps/shop/envs/production/");

        assertThat(refused.status()).as(refused.text()).isEqualTo(409);
        assertThat(refused.text()).contains("queue_full", "500 deploys of shop are already pending in production");
        assertThat(rollback.status()).as(rollback.text()).isIn(200, 201);
        assertThat(environment.json().get("waiting").size()).isEqualTo(501);
        assertThat(environment.text().length()).isLessThan(LARGEST);
    }

    /** Large, since what is small is kept in memory. */
    @Test
    void anAppThatWasStoredUnderOtherRules_canBeLockedAndMended() throws Exception {
        client.put("/api/0/apps/shop/", Map.of("variables", Map.of("COLOR", LARGE.substring(0, 20_000))));
        change("update app_versions set config = replace(config, 'COLOR', 'WAYBILL_COLOR')");

        var locked = client.put("/api/0/apps/shop/", Map.of("lockedReason", "migration"));
        var edited = client.put("/api/0/apps/shop/", Map.of("timeout", 5));
        var mended = client.put("/api/0/apps/shop/", Map.of("unset", "variables.WAYBILL_COLOR", "timeout", 5));

        assertThat(locked.status()).as(locked.text()).isEqualTo(200);
        assertThat(edited.status()).isEqualTo(400);
        assertThat(edited.text()).contains("variables.WAYBILL_COLOR");
        assertThat(mended.status()).as(mended.text()).isEqualTo(200);
    }

    private void copyWaiting(int times) throws Exception {
        try (var connection = DriverManager.getConnection(database.jdbcUrl());
                var statement = connection.createStatement()) {
            var columns = new ArrayList<String>();
            try (var row = statement.executeQuery("select * from deploys where id = 0")) {
                for (var i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    columns.add(row.getMetaData().getColumnName(i));
                }
            }
            columns.removeAll(List.of("id", "number"));
            var others = String.join(", ", columns);
            for (var i = 0; i < times; i++) {
                statement.addBatch("insert into deploys (number, %s) select %d, %s from deploys where number = 3"
                        .formatted(others, 4 + i, others));
            }
            statement.addBatch("update lanes set last_number = %d".formatted(3 + times));
            statement.executeBatch();
        }
    }

    private void deploys() throws Exception {
        for (var i = 0; i < MANY; i++) {
            client.awaitEnd(client.deploy("shop", ""));
        }
    }

    private void change(String sql) throws Exception {
        try (var connection = DriverManager.getConnection(database.jdbcUrl());
                var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private static List<Integer> downFrom(int number) {
        var numbers = new ArrayList<Integer>();
        for (var i = number; i > 0; i--) {
            numbers.add(i);
        }
        return numbers;
    }

    private List<JsonNode> pages(String first) throws Exception {
        var pages = new ArrayList<JsonNode>();
        for (var path = first; !path.isEmpty(); ) {
            var answer = client.get(path);
            assertThat(answer.status()).as(path).isEqualTo(200);
            assertThat(answer.text().length()).isLessThan(LARGEST);
            pages.add(answer.json());
            path = answer.response()
                    .headers()
                    .firstValue("Link")
                    .map(link -> URI.create(link.substring(1, link.indexOf('>'))))
                    .map(uri -> uri.getRawPath() + "?" + uri.getRawQuery())
                    .orElse("");
        }
        return pages;
    }
}
