package dev.waybill.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Client;
import dev.waybill.TestRepository;
import dev.waybill.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Tokens: made, shown once, limited, expired, revoked; and those that belong to a deploy. */
@Tag("processes")
class TokensTest {
    @TempDir
    private Path directory;

    private TestServer server;
    private Client admin;
    private TestRepository repository;

    @BeforeEach
    void start() throws Exception {
        server = TestServer.start(directory.resolve("data"), null);
        admin = server.client();
        repository = TestRepository.make(directory.resolve("repository"));
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void create_showsTheTokenOnce_andKeepsOnlyItsHash() throws Exception {
        var made = made(Map.of("name", "ci", "user", "robot", "rights", List.of("deploy", "read")));
        var secret = made.get("token").asString();

        assertThat(secret).matches("wb_[A-Za-z0-9_-]{43}");
        assertThat(made.get("user").get("name").asString()).isEqualTo("robot");
        assertThat(made.get("rights").toString()).isEqualTo("[\"deploy\",\"read\"]");
        assertThat(client(made).get("/api/0/apps/").status()).isEqualTo(200);
        var listed = admin.get("/api/0/tokens/");
        assertThat(listed.text())
                .contains("\"name\":\"ci\"", "\"lastUsed\":\"20")
                .doesNotContain(secret, "\"token\"");
        try (var files = Files.list(server.data())) {
            assertThat(files.filter(file -> file.getFileName().toString().startsWith("waybill.db"))
                            .map(TokensTest::bytes))
                    .isNotEmpty()
                    .noneMatch(content -> content.contains(secret));
        }
    }

    private static String bytes(Path file) {
        try {
            return new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void create_namesEveryMistake() throws Exception {
        var answer = admin.post(
                "/api/0/tokens/",
                Map.of("rights", List.of("fly"), "apps", List.of("nosuch"), "expires", "soon", "environments", "a b"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("message").propertyNames())
                .containsExactlyInAnyOrder("name", "rights", "apps", "expires", "environments");
    }

    @Test
    void create_takesTheCallersOwnName_andAForm() throws Exception {
        var answer = admin.send(admin.request("/api/0/tokens/?name=mine&rights=read,lock")
                .POST(java.net.http.HttpRequest.BodyPublishers.noBody()));

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(answer.json().get("user").get("name").asString()).isEqualTo("admin");
        assertThat(answer.json().get("rights").toString()).isEqualTo("[\"lock\",\"read\"]");
    }

    @Test
    void revoked_isRefusedAtOnce() throws Exception {
        var made = made(Map.of("name", "ci", "rights", List.of("read")));
        var client = client(made);
        assertThat(client.get("/api/0/apps/").status()).isEqualTo(200);

        var revoked = admin.delete("/api/0/tokens/%s/".formatted(made.get("id").asString()));

        assertThat(revoked.status()).isEqualTo(200);
        assertThat(client.get("/api/0/apps/").status()).isEqualTo(401);
        assertThat(admin.delete("/api/0/tokens/%s/".formatted(made.get("id").asString()))
                        .status())
                .isEqualTo(404);
        assertThat(admin.delete("/api/0/tokens/x/").status()).isEqualTo(404);
    }

    @Test
    void expired_isRefused() throws Exception {
        var soon = server.time().now().plus(Duration.ofHours(1));
        var client = client(made(Map.of("name", "ci", "rights", List.of("read"), "expires", soon.toString())));
        assertThat(client.get("/api/0/apps/").status()).isEqualTo(200);

        server.time().pass(Duration.ofHours(1));

        assertThat(client.get("/api/0/apps/").status()).isEqualTo(401);
    }

    @Test
    void lists_holdOnlyWhatTheTokenMayRead() throws Exception {
        admin.app("shop", repository, "true");
        admin.app("blog", repository, "true");
        for (var query : List.of("shop/deploy?env=staging", "shop/deploy", "blog/deploy")) {
            admin.awaitEnd(admin.deploy(query.split("/")[0], query.contains("?") ? "?env=staging" : ""));
        }
        var ofShop = client(made(Map.of("name", "s", "rights", List.of("read"), "apps", List.of("shop"))));
        var ofStaging = client(made(Map.of("name", "e", "rights", List.of("read"), "environments", "staging")));

        assertThat(names(ofShop.get("/api/0/apps/").json())).containsExactly("shop");
        assertThat(names(ofShop.get("/api/0/deploys/").json())).containsExactly("shop/production#1", "shop/staging#1");
        assertThat(names(ofShop.get("/api/0/deploys/?app=blog").json())).isEmpty();
        assertThat(names(ofStaging.get("/api/0/deploys/").json())).containsExactly("shop/staging#1");
        assertThat(ofShop.get("/api/0/apps/blog/").text())
                .isEqualTo(ofShop.get("/api/0/apps/nosuch/").text().replace("nosuch", "blog"));
    }

    @Test
    void hiddenApp_tellsNothingOfItself_whateverIsAskedOfIt() throws Exception {
        admin.app("shop", repository, "true");
        var made = admin.post(
                "/api/0/apps/",
                Map.of(
                        "name", "blog",
                        "repository", repository.path().toString(),
                        "provider", "shell",
                        "provider_config", Map.of("command", "true"),
                        "environments", Map.of("tokyo", Map.of()),
                        "parameters", Map.of("theme", Map.of("type", "text", "required", true))));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        var ofShop = client(made(Map.of("name", "s", "rights", List.of("deploy"), "apps", List.of("shop"))));

        for (var asked :
                List.of(Map.of("params", Map.of("x", 1)), Map.of("env", "nosuch", "params", Map.of("theme", "dark")))) {
            var hidden = new HashMap<String, Object>(asked);
            hidden.put("app", "blog");
            var missing = new HashMap<String, Object>(asked);
            missing.put("app", "nosuch");

            assertThat(ofShop.post("/api/0/deploys/", hidden).text())
                    .isEqualTo(ofShop.post("/api/0/deploys/", missing).text().replace("nosuch", "blog"));
        }
    }

    @Test
    void create_refusesAYearThatNoCalendarHas() throws Exception {
        for (var year : List.of("+999999999", "-999999999", "-0001", "+10000")) {
            var answer = admin.post(
                    "/api/0/tokens/", Map.of("name", "t", "rights", "read", "expires", year + "-12-31T23:59:59Z"));

            assertThat(answer.status()).as(year).isEqualTo(400);
            assertThat(answer.json().get("message").propertyNames()).containsExactly("expires");
        }
    }

    /** An app that comes later may get the name of one that went, and must not get its tokens. */
    @Test
    void tokenOfAnApp_isNotOneOfItsSuccessor() throws Exception {
        admin.app("shop", repository, "true");
        var client = client(made(Map.of("name", "s", "rights", List.of("read"), "apps", List.of("shop"))));
        assertThat(admin.delete("/api/0/apps/shop/").status()).isEqualTo(200);
        admin.app("shop", repository, "true");

        assertThat(client.get("/api/0/apps/shop/").status()).isEqualTo(404);
        assertThat(client.get("/api/0/apps/").text()).isEqualTo("[]");
    }

    @Test
    void user_isRecordedAsTheOneOnWhoseBehalf() throws Exception {
        admin.app("shop", repository, "true");
        var ci = client(made(Map.of("name", "t", "user", "ci", "rights", List.of("deploy", "impersonate"))));
        var plain = client(made(Map.of("name", "p", "user", "ci", "rights", List.of("deploy"))));

        var forAnn =
                ci.post("/api/0/deploys/", Map.of("app", "shop", "user", "ann")).json();
        var ownName = plain.post("/api/0/deploys/", Map.of("app", "shop", "user", "ci"));
        var refused = plain.post("/api/0/deploys/", Map.of("app", "shop", "user", "ann"));

        assertThat(forAnn.get("user").get("name").asString()).isEqualTo("ann");
        assertThat(forAnn.get("requestedBy").asString()).isEqualTo("ci on behalf of ann");
        assertThat(ownName.status()).isEqualTo(201);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text()).contains("impersonate", "shop/production");
    }

    /** Pitfall 2 and 4: what a command knows is good for its own deploy, and for as long as it runs. */
    @Test
    void tokenOfADeploy_seesThatDeployOnly_isMasked_andEndsWithIt() throws Exception {
        var copy = directory.resolve("token");
        admin.app("blog", repository, "true");
        var other = admin.deploy("blog", "");
        admin.app(
                "shop",
                repository,
                "printf %%s \"$WAYBILL_TOKEN\" > '%1$s'; echo \"it is $WAYBILL_TOKEN\"; while [ -e '%1$s' ]; do sleep 0.05; done"
                        .formatted(copy));
        var deploy = admin.deploy("shop", "");
        admin.awaitLog(deploy, "it is ***\n");
        var own = new Client(server.url(), Files.readString(copy));
        var path = "/api/0/deploys/" + deploy.get("id").asString();

        assertThat(own.get(path + "/").json().get("status").asString()).isEqualTo("in_progress");
        assertThat(own.get(path + "/log/").text()).contains("it is ***");
        assertThat(names(own.get("/api/0/deploys/").json())).containsExactly("shop/production#1");
        assertThat(own.put(path + "/", Map.of("status", "cancelled")).status()).isEqualTo(403);
        assertThat(own.post("/api/0/deploys/", Map.of("app", "shop")).status()).isEqualTo(403);
        for (var below : List.of("", "/log", "/log/raw", "/log/stream")) {
            assertThat(own.get("/api/0/deploys/" + other.get("id").asString() + below)
                            .status())
                    .as(below)
                    .isEqualTo(404);
        }
        try (var events = own.events("/api/0/events/?after=0", "")) {
            assertThat(events.filter(line -> line.startsWith("data: ")).limit(2)) // requested and started
                    .allMatch(event -> event.contains("shop/production#1"));
        }
        assertThat(own.get("/api/0/apps/").text()).isEqualTo("[]");
        assertThat(own.get("/api/0/nodes/").status()).isEqualTo(403);
        assertThat(admin.get("/api/0/tokens/").text()).doesNotContain("deploy 2");
        Files.delete(copy);
        admin.awaitEnd(deploy);
        assertThat(own.get(path + "/").status()).isEqualTo(401);
    }

    private JsonNode made(Map<String, ?> body) throws Exception {
        var answer = admin.post("/api/0/tokens/", body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json();
    }

    private Client client(JsonNode made) {
        return new Client(server.url(), made.get("token").asString());
    }

    private static List<String> names(JsonNode list) {
        return list.valueStream().map(item -> item.get("name").asString()).toList();
    }
}
