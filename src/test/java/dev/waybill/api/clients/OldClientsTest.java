package dev.waybill.api.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Client;
import dev.waybill.TestRepository;
import dev.waybill.TestServer;
import dev.waybill.api.ApiFixture;
import dev.waybill.api.clients.RawConnection.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What freight-cli and hubot-freight send, byte for byte, and what they read of the answers. The command line compares the content type
 * as text, takes 2xx for success, and reads {@code error} and {@code error_name} otherwise; the bot reads nothing of a success.
 */
@Tag("processes")
class OldClientsTest {
    @TempDir
    private Path directory;

    private TestServer server;
    private Client admin;
    private TestRepository repository;
    private String key;

    @BeforeEach
    void start() throws Exception {
        server = TestServer.start(directory.resolve("data"), null);
        admin = server.client();
        repository = TestRepository.make(directory.resolve("repository"));
        var rights = List.of("deploy", "configure", "lock", "impersonate");
        var token = admin.post("/api/0/tokens/", Map.of("name", "freight", "user", "robot", "rights", rights));
        key = token.json().get("token").asString();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private static Map<String, Object> ordered(Object... pairs) {
        var map = new LinkedHashMap<String, Object>();
        for (var i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i].toString(), pairs[i + 1]);
        }
        return map;
    }

    @ParameterizedTest
    @EnumSource(names = {"REQUESTS", "URLLIB3"})
    void commandLine_deploysAndTails(OldClient library) throws Exception {
        admin.app(
                "web",
                repository,
                "echo 'häl-lo'; while [ ! -e '%s/go' ]; do sleep 0.2; done; seq 2000".formatted(directory));
        try (var cli = new CommandLine(library, server.url(), key)) {
            var made = cli.send("POST", "/deploys/", ordered("app", "web", "user", "jané", "force", false));
            assertThat(made.get("id").isString()).isTrue();
            assertThat(made.get("name").asString()).isEqualTo("web/production#1");

            var path = "/deploys/web/production/1/log/?offset=";
            var first = cli.get(path + "-1&limit=1000");
            Files.createFile(directory.resolve("go"));
            assertThat(tail(cli, path, first))
                    .startsWith(">> web/production#1")
                    .contains("for jané", "\nhäl-lo\n1\n2\n", "\n2000\n>> succeeded");
            assertThat(text(cli.get(path + "-1&limit=1000")).length()).isBetween(1000, 5000);

            var status = cli.get("/deploys/web/production/1/");
            assertThat("[%s/%s #%d] %s"
                            .formatted(
                                    status.at("/app/name").asString(),
                                    status.get("environment").asString(),
                                    status.get("number").asInt(),
                                    status.get("status").asString()))
                    .isEqualTo("[web/production #1] finished");
            for (var date : List.of("dateCreated", "dateStarted", "dateFinished")) {
                assertThat(status.get(date).isString()).as(date).isTrue();
            }
        }
    }

    /** As {@code deploy --tail} reads a log, page by page. */
    private static String tail(CommandLine cli, String path, JsonNode first) throws IOException {
        var log = new StringBuilder(text(first));
        var page = first;
        while (log.indexOf(">> succeeded") < 0) {
            page = cli.get(path + page.get("nextOffset").asLong());
            log.append(text(page));
        }
        return log.toString();
    }

    private static String text(JsonNode page) {
        return page.get("chunks")
                .valueStream()
                .map(chunk -> chunk.get("text").asString())
                .collect(Collectors.joining());
    }

    @ParameterizedTest
    @EnumSource(names = {"REQUESTS", "URLLIB3"})
    void commandLine_cancels_andReadsErrors(OldClient library) throws Exception {
        admin.app("web", repository, "echo begun; sleep 300");
        try (var cli = new CommandLine(library, server.url(), key)) {
            cli.send(
                    "POST",
                    "/deploys/",
                    ordered("app", "web", "user", "ann", "force", false, "env", "staging", "ref", "main"));
            cli.send("POST", "/deploys/", ordered("app", "web", "user", "ann", "force", false, "env", "staging"));
            var waiting = cli.get("/deploys/web/staging/2/log/?offset=-1&limit=1000");
            assertThat(waiting.get("chunks")).isEmpty();
            assertThat(waiting.get("nextOffset").isNumber()).isTrue();

            for (var number : List.of(2, 1)) {
                var path = "/deploys/web/staging/%d/".formatted(number);
                assertThat(cli.send("PUT", path, ordered("status", "cancelled"))
                                .get("id")
                                .isString())
                        .isTrue();
                admin.awaitEnd(admin.get("/api/0" + path).json());
                var again = cli.answer("PUT", path, ordered("status", "cancelled"));
                assertError(again, 409, "conflict");
            }
            assertError(
                    cli.answer("POST", "/deploys/", ordered("app", "nosuch", "user", "ann", "force", false)),
                    404,
                    "invalid_resource");
            assertError(
                    cli.answer(
                            "POST", "/deploys/", ordered("app", "web", "user", "ann", "force", false, "ref", "nosuch")),
                    400,
                    "invalid_ref");
            assertError(
                    cli.answer("POST", "/deploys/", ordered("app", "web", "user", "ann", "force", true)),
                    403,
                    "not_permitted");
            assertError(cli.answer("POST", "/nosuch/", ordered("a", "b")), 404, "not_found");
        }
    }

    private static void assertError(Answer answer, int status, String name) {
        assertThat(answer.contentType()).isEqualTo("application/json");
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.json().get("error").asString()).isNotEmpty();
        assertThat(answer.json().get("error_name").asString()).isEqualTo(name);
    }

    /** {@code app edit} puts back every key of what it got but the id, what has parts as JSON in text. */
    @ParameterizedTest
    @EnumSource(names = {"REQUESTS", "URLLIB3"})
    void commandLine_keepsApps(OldClient library) throws Exception {
        try (var cli = new CommandLine(library, server.url(), key)) {
            cli.send("POST", "/apps/", web());
            assertThat(ApiFixture.names(cli.get("/apps/"))).containsExactly("web");
            var shown = cli.get("/apps/web/");

            var same = cli.send("PUT", "/apps/web/", edited(library, shown, Map.of()));
            assertThat(same).isEqualTo(shown);
            var environments = Map.of("staging", Map.of("defaultRef", "main"));
            var checks = List.of(
                    Map.of("type", "github", "config", Map.of("repo", "acme/web", "contexts", List.of("tests"))));
            cli.send(
                    "PUT",
                    "/apps/web/",
                    edited(
                            library,
                            shown,
                            Map.of("environments", environments, "checks", checks, "lockedReason", "wait")));

            var changed = cli.get("/apps/web/");
            assertThat(changed.get("environments").toString()).isEqualTo("{\"staging\":{\"defaultRef\":\"main\"}}");
            assertThat(changed.at("/checks/0/config/repo").asString()).isEqualTo("acme/web");
            assertThat(changed.get("lockedReason").asString()).isEqualTo("wait");
            var unlocked = cli.send("PUT", "/apps/web/", edited(library, changed, Map.of("lockedReason", "False")));
            assertThat(unlocked.get("lockedReason").isNull()).isTrue();
            assertThat(unlocked.get("checks")).isEqualTo(changed.get("checks"));

            assertThat(cli.delete("/apps/web/").get("id")).isEqualTo(shown.get("id"));
            assertThat(cli.get("/apps/")).isEmpty();
        }
    }

    private Map<String, Object> web() {
        var config = "{\"command\": \"echo {sha}\"}";
        return ordered(
                "name",
                "web",
                "repository",
                repository.path().toString(),
                "provider",
                "shell",
                "provider_config",
                config);
    }

    private static Map<String, Object> edited(OldClient library, JsonNode shown, Map<String, ?> changes) {
        var body = new LinkedHashMap<String, Object>();
        shown.properties()
                .forEach(field ->
                        body.put(field.getKey(), JsonMapper.shared().convertValue(field.getValue(), Object.class)));
        body.remove("id");
        body.putAll(changes);
        body.replaceAll((_, value) -> value instanceof Map || value instanceof List ? library.json(value) : value);
        return body;
    }

    @Test
    void bot_deploysRollsBackAndCancels() throws Exception {
        var old = repository.git("rev-parse", "main");
        admin.app("web", repository, "true");
        admin.awaitEnd(admin.deploy("web", ""));
        repository.commit("more", "more");

        assertThat(bot("POST", "/tasks/", ordered("user", "ann", "app", "web")).status())
                .isBetween(200, 399);
        admin.awaitEnd(admin.get("/api/0/deploys/2/").json());
        var back =
                bot("POST", "/tasks/", ordered("ref", ":previous", "env", "production", "user", "ann", "app", "web"));
        assertThat(back.status()).isBetween(200, 399);
        admin.awaitEnd(back.json());
        assertThat(back.json().get("sha").asString()).isEqualTo(old);
        assertThat(back.json().get("ref").asString()).isEqualTo(":previous");
        assertThat(back.json().at("/user/name").asString()).isEqualTo("ann");

        assertError(bot("PUT", "/tasks/web/production/3/", ordered("status", "cancelled")), 409, "conflict");
        assertError(bot("PUT", "/tasks/web/production/9/", ordered("status", "cancelled")), 404, "invalid_resource");
        assertError(bot("POST", "/tasks/", ordered("ref", "nosuch", "user", "ann", "app", "web")), 400, "invalid_ref");
        assertError(
                bot("POST", "/tasks/", ordered("env", "Wrong One", "user", "ann", "app", "web")),
                400,
                "invalid_environment");
        admin.put("/api/0/apps/web/", Map.of("lockedReason", "release"));
        assertError(bot("POST", "/tasks/", ordered("user", "ann", "app", "web")), 400, "locked");
    }

    private Answer bot(String method, String path, Map<String, ?> body) throws Exception {
        try (var connection = new RawConnection(server.url())) {
            return connection.send(OldClient.HUBOT.send(method, server.url(), key, "/api/0" + path, body));
        }
    }
}
