package dev.waybill.api.deploys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Client;
import dev.waybill.TestRepository;
import dev.waybill.TestServer;
import dev.waybill.store.DatabaseHash;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is only tried leaves no trace: not in the database, not on the disk, and nobody is told. */
@Tag("processes")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DryRunTest {
    /** What reading refs leaves, and what a server writes by itself. */
    private static final String BY_ITSELF = "mirrors/.*|git-output/.*|waybill\\.db.*|native/.*|lock";

    private Path directory;
    private TestServer server;
    private Client client;
    private TestRepository repository;
    private Path config;

    /** One server for all, since nothing of this changes it. */
    @BeforeAll
    void start(@TempDir Path itsDirectory) throws Exception {
        directory = itsDirectory;
        repository = TestRepository.make(directory.resolve("repository"));
        Files.writeString(directory.resolve("secret"), "hunter2hunter2\n");
        config = directory.resolve("waybill.yaml");
        write("true");
        server = TestServer.in(directory.resolve("data")).with(config).start();
        client = server.client();
        client.awaitEnd(client.deploy("shop", "?env=staging"));
        client.awaitEnd(client.deploy("shop", ""));
        repository.commit("db-migration", "alter\n");
        client.awaitEnd(client.deploy("shop", ""));
        repository.commit("readme", "better\n");
        client.get("/api/0/apps/shop/envs/production/explain/?ref=main"); // so that what is new is in the mirror
    }

    private void write(String command) throws IOException {
        Files.writeString(config, """
                apps:
                  shop:
                    repository: %s
                    provider_config: {command: "%s"}
                    environments: {production: {variables: {TIER: one}}, staging: {}}
                    variables: {COLOUR: blue}
                    secrets: {TOKEN: {file: %s}}
                    mark: {migrations: "db-*"}
                """.formatted(repository.path(), command, directory.resolve("secret")));
    }

    @AfterAll
    void stop() throws Exception {
        server.close();
    }

    private Map<String, String> files() throws IOException {
        try (var all = Files.walk(server.data())) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !server.data().relativize(file).toString().matches(BY_ITSELF))
                    .collect(Collectors.toMap(
                            file -> server.data().relativize(file).toString(),
                            DryRunTest::text,
                            (a, _) -> a,
                            TreeMap::new));
        }
    }

    private static String text(Path file) {
        try {
            return "%d %s".formatted(Files.size(file), Files.getLastModifiedTime(file));
        } catch (IOException e) {
            return "gone";
        }
    }

    private static final String SPEC = """
            POST   | deploys/                                | {'app': 'shop', 'ref': 'main'}
            POST   | deploys/                                | {'app': 'shop', 'user': 'somebody-new'}
            POST   | shop/deploy                             | {}
            POST   | apps/shop/envs/production/rollback/     | {'reason': '500s'}
            POST   | apps/shop/envs/production/rollback/     | {'reason': '500s', 'cancel': true, 'config': 'now'}
            POST   | apps/shop/envs/staging/promote/         | {'to': 'production', 'reason': 'it is good'}
            PUT    | apps/shop/lock/                         | {'reason': 'db migration'}
            PUT    | apps/shop/envs/production/lock/         | {'reason': 'db migration', 'for': '30m'}
            PUT    | locks/global/                           | {'reason': 'db migration'}
            POST   | config/reload/                          | {}
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = SPEC)
    void dryRun_leavesNoTrace(String method, String path, String body) throws Exception {
        write("echo other"); // so that a reload has something to do
        var rows = DatabaseHash.of(server);
        var files = files();
        var events = client.get("/api/0/events/").text();

        var answer = client.send(client.request("/api/0/" + path + "?dry_run=true")
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body.replace('\'', '"'))));

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(DatabaseHash.of(server)).isEqualTo(rows);
        assertThat(files()).isEqualTo(files);
        assertThat(client.get("/api/0/events/").text()).isEqualTo(events);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dryRun=true", "dry-run=1", "dry_run", "dryrun=", "DRY_RUN=yes"})
    void dryRun_inAnySpelling_isNoDeed(String spelling) throws Exception {
        var rows = DatabaseHash.of(server);

        var tried = client.post("/api/0/deploys/?" + spelling, Map.of("app", "shop"));
        var notBuilt = client.delete("/api/0/apps/shop/?" + spelling);

        assertThat(tried.status()).isEqualTo(200);
        assertThat(notBuilt.json().at("/error_name").asString()).isEqualTo("not_built");
        assertThat(DatabaseHash.of(server)).isEqualTo(rows);
    }

    @Test
    void dryRun_showsTheCommandWithoutSecrets_andWhereEachVariableComesFrom() throws Exception {
        write("deploy {sha} {number} --with hunter2hunter2");
        client.post("/api/0/config/reload/", Map.of());

        var preview = client.post("/api/0/deploys/?dry_run=true", Map.of("app", "shop", "ref", "main"))
                .json();

        var sha = repository.git("rev-parse", "main");
        assertThat(preview.at("/commands/0").asString()).isEqualTo("deploy %s 3 --with ***".formatted(sha));
        assertThat(preview.at("/variables/TOKEN").asString()).isEqualTo("secret");
        assertThat(preview.at("/variables/COLOUR").asString()).isEqualTo("app");
        assertThat(preview.at("/variables/TIER").asString()).isEqualTo("environment");
        assertThat(preview.at("/variables/PATH").asString()).isEqualTo("server");
        assertThat(preview.toString()).doesNotContain("hunter2");
        assertThat(preview.at("/changes/commitCount").asInt()).isEqualTo(1);
    }

    @Test
    void dryRunOfARollback_showsWhatWouldBeLost_markedFilesAmongIt() throws Exception {
        var preview = client.post("/api/0/apps/shop/envs/production/rollback/?dry_run=true", Map.of("reason", "500s"))
                .json();

        assertThat(preview.at("/changes/relation").asString()).isEqualTo("behind");
        assertThat(preview.at("/changes/lostCount").asInt()).isEqualTo(1);
        assertThat(preview.at("/changes/marks/migrations/files/0").asString()).isEqualTo("db-migration");
        assertThat(preview.at("/estimatedDuration").isNumber()).isTrue();
        assertThat(preview.at("/blockers").isEmpty()).isTrue();
    }

    @Test
    void deploy_isRefusedWithTheNewDifference_whenLiveOrTargetMoved() throws Exception {
        var live = repository.git("rev-parse", "main~1");
        var moved = client.post(
                "/api/0/deploys/", Map.of("app", "shop", "ref", "main", "expectedLive", live, "expectedSha", live));

        assertThat(moved.status()).isEqualTo(409);
        assertThat(moved.json().at("/error_name").asString()).isEqualTo("changed_since_seen");
        assertThat(moved.json().at("/changes/commits/0/title").asString()).isEqualTo("Change readme");
        assertThat(client.get("/api/0/deploys/?status=pending&status=in_progress")
                        .text())
                .isEqualTo("[]");
    }
}
