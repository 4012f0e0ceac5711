package dev.waybill.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.waybill.Client;
import dev.waybill.TestRepository;
import dev.waybill.TestServer;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What clients rely on, trap by trap. */
@Tag("processes")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WireTest {
    private TestServer server;
    private TestRepository repository;
    private Client client;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        repository = TestRepository.make(directory.resolve("repository"));
        server = TestServer.start(directory.resolve("data"), null);
        client = server.client();
        client.app("web", repository, "echo hello");
        client.awaitEnd(client.deploy("web", ""));
    }

    @AfterAll
    void stop() throws IOException {
        server.close();
    }

    /** One request and what it must be answered. */
    private record Case(String method, String path, String type, String body, int status, String has) {
        static Case get(String path, int status, String has) {
            return new Case("GET", path, "", "", status, has);
        }

        static Case json(String method, String path, String body, int status, String has) {
            return new Case(method, path, "application/json", body, status, has);
        }

        static Case form(String path, String body, int status, String has) {
            return new Case("POST", path, "application/x-www-form-urlencoded", body, status, has);
        }
    }

    private static final List<Case> CASES = List.of(
            Case.json(
                    "POST",
                    "/api/0/deploys/",
                    "{\"app\": \"web\", \"params\": {\"a\": [\"x\\u0000\"]}}",
                    400,
                    "params: must not hold a NUL character"),
            Case.form("/api/0/deploys/", "app=web&params=%7B%22a%22%3A%22%5Cu0000%22%7D", 400, "NUL character"),
            Case.get("/api/0/apps/", 200, "\"name\":\"web\""),
            Case.get("/api/0/apps", 200, "\"name\":\"web\""),
            Case.get("/api/0/apps/?name=nosuch", 200, "[]"),
            Case.get(
                    "/api/0/apps/web/",
                    200,
                    "\"provider_config\":{\"timeout\":null,\"read_timeout\":null,\"command\":\"echo hello\",\"env\":null}"),
            Case.get("/api/0/apps/nosuch/", 404, "\"error_name\":\"invalid_resource\""),
            Case.get("/api/0/deploys/", 200, "\"status\":\"finished\""),
            Case.get("/api/0/tasks/?status=pending&status=in_progress", 200, "[]"),
            Case.get(
                    "/api/0/deploys/?app=web&env=production&user=admin&ref=main&status=finished",
                    200,
                    "web/production#1"),
            Case.get("/api/0/deploys/?app=nosuch", 200, "[]"),
            Case.get("/api/0/deploys/?app=%00", 400, "NUL"),
            Case.json("POST", "/api/0/deploys/?dry_run=true", "{\"app\": \"web\"}", 400, "not_built"),
            Case.get("/api/0/deploys/?status=done", 400, "\"message\":{\"status\":"),
            Case.get("/api/0/deploys/?limit=101", 400, "\"limit\""),
            Case.get("/api/0/deploys/?limit=x", 400, "\"limit\""),
            Case.get("/api/0/deploys/?cursor=x", 400, "\"cursor\""),
            Case.get("/api/0/deploys/1/", 200, "\"id\":\"1\""),
            Case.get("/api/0/tasks/1/", 200, "\"id\":\"1\""),
            Case.get("/api/0/deploys/web/production/1", 200, "\"number\":1"),
            Case.get("/api/0/tasks/web/production/1/", 200, "\"number\":1"),
            Case.get("/api/0/deploys/web/production/x/", 404, "invalid_resource"),
            Case.get("/api/0/deploys/99999999999999999999/", 404, "invalid_resource"),
            Case.get("/api/0/deploys/web/production/2/", 404, "invalid_resource"),
            Case.get("/api/0/deploys/1/log/", 200, "hello\\n"),
            Case.get("/api/0/tasks/web/production/1/log/?offset=-1&limit=1000", 200, "hello\\n"),
            Case.get(
                    "/api/0/deploys/1/log/?offset=99999",
                    200,
                    "\"chunks\":[],\"nextOffset\":99999,\"complete\":true,\"caughtUp\":true"),
            Case.get("/api/0/deploys/1/log/?offset=-2", 400, "\"offset\""),
            Case.get("/api/0/deploys/1/log/?limit=many", 400, "\"limit\""),
            Case.get("/api/0/deploys/1/log/?wait=21", 400, "\"wait\""),
            Case.get("/api/0/nosuch/", 404, "\"error\""),
            Case.get("/nosuch", 404, "\"error\""),
            Case.json("DELETE", "/api/0/deploys/", "", 404, "\"error\""),
            Case.json("PATCH", "/api/0/apps/web/", "{}", 404, "\"error\""),
            Case.json("PUT", "/api/0/deploys/1/", "{}", 200, "\"id\":\"1\""),
            Case.json("PUT", "/api/0/deploys/1/", "{\"status\": \"finished\"}", 400, "finished is not a valid choice"),
            Case.json("PUT", "/api/0/deploys/1/", "{\"status\": \"cancelled\"}", 409, "has ended already: succeeded"),
            Case.json("POST", "/api/0/deploys/", "{}", 400, "\"message\":{\"app\":\"Missing required parameter"),
            Case.json("POST", "/api/0/deploys/", "{\"app\": {}}", 400, "\"message\":{\"app\":"),
            Case.json("POST", "/api/0/deploys/", "{\"app\": \"nosuch\"}", 404, "invalid_resource"),
            Case.json(
                    "POST",
                    "/api/0/deploys/",
                    "{\"app\": \"web\", \"force\": \"maybe\"}",
                    400,
                    "Invalid literal for boolean(): maybe"),
            Case.json("POST", "/api/0/deploys/", "{\"app\": \"web\", \"params\": \"[]\"}", 400, "\"params\""),
            Case.json(
                    "POST",
                    "/api/0/deploys/",
                    "{\"app\": \"web\", \"params\": \"{\"}",
                    400,
                    "\"params\":\"is not JSON\""),
            Case.json(
                    "POST",
                    "/api/0/deploys/",
                    "{\"app\": \"web\", \"env\": \"Prod uction\"}",
                    400,
                    "invalid_environment"),
            Case.json(
                    "POST", "/api/0/deploys/", "{\"app\": \"web\", \"ref\": \"--upload-pack=x\"}", 400, "invalid_ref"),
            Case.json("POST", "/api/0/deploys/", "{\"app\": \"web\", \"ref\": \"a\\u0000b\"}", 400, "\"ref\""),
            Case.json(
                    "POST",
                    "/api/0/deploys/",
                    "{\"app\": \"web\", \"reff\": \"main\"}",
                    400,
                    "unknown, did you mean ref?"),
            Case.json(
                    "POST",
                    "/api/0/deploys/",
                    "{\"app\": \"web\", \"sha\": \"main\"}",
                    400,
                    "must be 7 to 40 hex digits"),
            Case.form(
                    "/api/0/apps/",
                    "name=a&repository=/x&provider=shell&deploy=x&via=gitlub",
                    400,
                    "known are git, github"),
            Case.json("POST", "/api/0/deploys/", "not json", 400, "not a JSON object"),
            Case.json("POST", "/api/0/deploys/", "[]", 400, "not a JSON object"),
            Case.json("POST", "/api/0/deploys/", "{\"a\":".repeat(64) + 1 + "}".repeat(64), 400, "unknown"),
            Case.json("POST", "/api/0/deploys/", "", 400, "not a JSON object"),
            new Case("POST", "/api/0/deploys/", "text/plain", "app=web", 400, "send application/json"),
            new Case("POST", "/api/0/deploys/", "application/json; charset=nosuch", "{}", 400, "\"app\""),
            Case.form("/api/0/deploys/", "app=%", 400, "not well encoded"),
            Case.form("/api/0/deploys/", "x".repeat(201) + "=1", 400, "longer than 200 characters"),
            Case.form(
                    "/api/0/apps/",
                    "name=web&repository=/x&provider=shell&provider_config={\"command\":\"x\"}",
                    409,
                    "there is an app named web already"),
            Case.form(
                    "/api/0/apps/",
                    "name=Bad+Name&repository=/x&provider=shell&provider_config={\"command\":\"x\"}",
                    400,
                    "\"name\""),
            Case.form(
                    "/api/0/apps/",
                    "name=deploys&repository=/x&provider=shell&provider_config={\"command\":\"x\"}",
                    400,
                    "\"name\""),
            Case.form(
                    "/api/0/apps/",
                    "name=a&repository=ext::sh&provider=shell&provider_config={\"command\":\"x\"}",
                    400,
                    "is not a git URL"),
            Case.form(
                    "/api/0/apps/",
                    "name=a&repository=/x&provider=fabric",
                    400,
                    "Invalid provider: fabric; known are shell"),
            Case.form(
                    "/api/0/apps/",
                    "name=a&repository=/x&provider=shell",
                    400,
                    "Missing required option \\\"command\\\" for provider: shell"),
            Case.form(
                    "/api/0/apps/",
                    "name=a&repository=/x&provider=shell&provider_config={\"command\":\"x\",\"cwd\":\"y\"}",
                    400,
                    "isn't recognized for the provider shell"),
            Case.form(
                    "/api/0/apps/",
                    "name=a&repository=/x&provider=shell&provider_config={\"command\":\"x\",\"timeout\":-1}",
                    400,
                    "timeout must be"),
            Case.form(
                    "/api/0/apps/",
                    "name=a&repository=/x&provider=shell&provider_config={\"command\":\"x\"}&checks=[{\"type\":\"moon\"}]",
                    400,
                    "invalid_check"),
            Case.form(
                    "/api/0/apps/",
                    "name=a&repository=/x&provider=shell&provider_config={\"command\":\"x\"}&checks=[{\"type\":\"github\"}]",
                    400,
                    "Missing required option \\\"repo\\\" for check: github"),
            Case.form(
                    "/api/0/apps/",
                    "name=a&repository=/x&provider=shell&provider_config={\"command\":\"x\"}&notifiers=[{\"type\":\"slack\"}]",
                    400,
                    "invalid_notifier"),
            Case.form(
                    "/api/0/apps/",
                    "name=a&repository=/x&provider=shell&provider_config={\"command\":\"x\"}&environments={\"p\":1}",
                    400,
                    "invalid_environment"),
            Case.get("/healthz", 200, "alive"),
            Case.get("/readyz", 200, "ready"));

    @TestFactory
    Stream<DynamicTest> everyAnswer_isJson_andSaysWhatItShould() {
        return CASES.stream()
                .map(it -> dynamicTest("%s %s %s".formatted(it.method(), it.path(), it.body()), () -> {
                    var request = client.request(it.path().replace(" ", "%20"));
                    if (!it.type().isEmpty()) {
                        request.header("Content-Type", it.type());
                    }
                    var answer = client.send(request.method(
                            it.method(),
                            it.body().isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(it.body())));

                    assertThat(answer.status()).as(answer.text()).isEqualTo(it.status());
                    assertThat(answer.contentType()).isEqualTo("application/json");
                    assertThat(answer.text()).contains(it.has());
                }));
    }

    @TestFactory
    Stream<DynamicTest> withoutAToken_everyRouteOfTheApi_is401() {
        return Stream.of("Key ", "Key wrong", "Basic YTpi", "key " + token(), "Bearer  " + token(), "")
                .flatMap(header -> Stream.of(
                                "/api/0/apps/", "/api/0/deploys/", "/api/0/apps/nosuch/", "/api/0/deploys/1/log/stream")
                        .map(path ->
                                dynamicTest("%s with \"%s\"".formatted(path, header.replace(token(), "TOKEN")), () -> {
                                    var request = client.bare(path);
                                    if (!header.isEmpty()) {
                                        request.header("Authorization", header);
                                    }
                                    var answer = client.send(request.GET());

                                    assertThat(answer.status()).isEqualTo(401);
                                    assertThat(answer.json().get("error_name").asString())
                                            .isEqualTo("unauthorized");
                                })));
    }

    private String token() {
        try {
            return server.token();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void head_asksForAToken_likeGet() throws Exception {
        assertThat(client.send(client.bare("/api/0/apps/").method("HEAD", BodyPublishers.noBody()))
                        .status())
                .isEqualTo(401);
        assertThat(client.send(client.request("/api/0/apps/").method("HEAD", BodyPublishers.noBody()))
                        .status())
                .isEqualTo(200);
        assertThat(client.send(client.request("/api/0/deploys/999/").method("HEAD", BodyPublishers.noBody()))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void both_wordsForTheToken_areTaken() throws Exception {
        for (var word : List.of("Key", "Bearer")) {
            var answer = client.send(client.bare("/api/0/apps/")
                    .header("Authorization", word + " " + server.token())
                    .GET());
            assertThat(answer.status()).isEqualTo(200);
        }
    }

    @Test
    void request_isTheSame_asQueryFormAndJson() throws Exception {
        var query = client.send(
                client.request("/api/0/deploys/?app=web&ref=main&user=joe").POST(BodyPublishers.noBody()));
        var form = client.send(client.request("/api/0/tasks/")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("app=web&ref=main&user=joe&force=0&params=%7B%22a%22%3A+1%7D")));
        var json = client.post(
                "/api/0/deploys/",
                Map.of("app", "web", "ref", "main", "user", "joe", "force", false, "params", Map.of("a", 1)));
        var inOneLine = client.send(client.request("/api/0/web/deploy?ref=main&user=joe&env=production")
                .POST(BodyPublishers.noBody()));

        for (var answer : List.of(query, form, json, inOneLine)) {
            assertThat(answer.status()).as(answer.text()).isEqualTo(201);
            assertThat(answer.json().at("/user/name").asString()).isEqualTo("joe");
            assertThat(answer.json().get("status").asString()).isEqualTo("pending");
        }
        assertThat(form.json().get("params")).isEqualTo(json.json().get("params"));
    }

    /** Pitfall 12: settings were read under one name and written under another. */
    @Test
    void app_canBePutBackAsItIsShown_inEverySpelling() throws Exception {
        client.post(
                "/api/0/apps/",
                Map.of(
                        "name", "round",
                        "repository", repository.path().toString(),
                        "provider", "shell",
                        "provider_config", Map.of("command", "true", "timeout", 60, "env", Map.of("A", "b")),
                        "environments", Map.of("production", Map.of("defaultRef", "stable"), "staging", Map.of()),
                        "checks", List.of(Map.of("type", "github", "config", Map.of("repo", "acme/web"))),
                        "notifiers",
                                List.of(Map.of(
                                        "type", "slack", "config", Map.of("webhook_url", "https://example.com/x")))));
        var shown = client.get("/api/0/apps/round/").text();

        var whole = client.send(client.request("/api/0/apps/round/")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(shown)));
        var camel = client.send(client.request("/api/0/apps/round/")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(shown.replace("\"provider_config\"", "\"providerConfig\"")
                        .replace("\"defaultRef\"", "\"default_ref\""))));

        assertThat(whole.text()).isEqualTo(shown);
        assertThat(camel.text()).isEqualTo(shown);
    }

    @Test
    void app_thatListsNoEnvironments_stillListsNone_whenPutBack() throws Exception {
        client.app("open", repository, "true");
        var shown = client.get("/api/0/apps/open/").text();
        client.send(client.request("/api/0/apps/open/")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(shown)));

        assertThat(client.post("/api/0/deploys/", Map.of("app", "open", "env", "anything"))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void environment_thatIsNotListed_isRefusedWithASuggestion() throws Exception {
        client.app("listed", repository, "true");
        client.put("/api/0/apps/listed/", Map.of("environments", Map.of("staging", Map.of("defaultRef", "main"))));

        var wrong = client.post("/api/0/deploys/", Map.of("app", "listed", "env", "prodution"));
        var production = client.post("/api/0/deploys/", Map.of("app", "listed", "env", "production"));

        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.json().get("error").asString()).contains("did you mean production?");
        assertThat(production.status()).isEqualTo(201);
    }

    @Test
    void app_canBeRenamed_andKeepsItsDeploys() throws Exception {
        client.app("before", repository, "true");
        client.awaitEnd(client.deploy("before", ""));

        client.put("/api/0/apps/before/", Map.of("name", "after"));

        assertThat(client.get("/api/0/deploys/after/production/1/")
                        .json()
                        .get("name")
                        .asString())
                .isEqualTo("after/production#1");
        assertThat(client.get("/api/0/apps/before/").status()).isEqualTo(404);
    }

    @Test
    void list_isPaged_byItsLinks() throws Exception {
        client.app("paged", repository, "true");
        for (var i = 0; i < 5; i++) {
            client.deploy("paged", "");
        }
        var first = client.get("/api/0/deploys/?app=paged&limit=2");
        var link = first.response().headers().firstValue("Link").orElseThrow();
        var next = URI.create(link.substring(1, link.indexOf('>')));
        var second = client.get(next.getPath() + "?" + next.getRawQuery());
        var last = client.get("/api/0/deploys/?app=paged&limit=2&cursor="
                + second.json().get(1).get("id").asString());

        assertThat(first.json().get(0).get("number").asInt()).isEqualTo(5);
        assertThat(second.json().get(0).get("number").asInt()).isEqualTo(3);
        assertThat(link).contains("app=paged").endsWith("; rel=\"next\"");
        assertThat(last.json()).hasSize(1);
        assertThat(last.response().headers().firstValue("Link")).isEmpty();
    }

    @Test
    void largeBody_isAnswered413_toAClientThatSendsAllOfIt() throws Exception {
        var answer = client.send(client.request("/api/0/deploys/")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(new byte[5 * 1024 * 1024])));

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.json().get("error").asString()).contains("1 MiB");
    }

    /** It is in logs by then, so it must be said, also where nobody would be let in. */
    @TestFactory
    Stream<DynamicTest> token_inAUrl_isSaidToBeBurnt_andNotRepeated() {
        return Stream.of(
                        "/api/0/apps/?token=TOKEN",
                        "/api/0/apps/?access_token=TOKEN",
                        "/api/0/apps/?x=1&api_key=Bearer%20TOKEN&key=2",
                        "/api/0/apps/TOKEN/",
                        "/api/0/apps/?key=wb%5FREST",
                        "/api/0/apps/?key=%2577b_REST",
                        "/api/0/nosuch?%zz&TOKEN",
                        "/?token=TOKEN")
                .map(path -> dynamicTest(path, () -> {
                    var answer = raw("GET "
                            + path.replace("TOKEN", token()).replace("REST", token().substring(3))
                            + " HTTP/1.1\r\nHost: x\r\n\r\n");
                    assertThat(answer)
                            .startsWith("HTTP/1.1 400")
                            .contains("Content-Type: application/json\r\n")
                            .contains("\"token_in_url\"")
                            .contains("waybill token revoke")
                            .doesNotContain(token().substring(3));
                }));
    }

    @TestFactory
    Stream<DynamicTest> malformedHttp_isAnsweredInJson() {
        var token = client.request("/")
                .build()
                .headers()
                .firstValue("Authorization")
                .orElseThrow();
        var post = "POST /api/0/deploys/ HTTP/1.1\r\nHost: x\r\nAuthorization: " + token
                + "\r\nContent-Type: application/json\r\n";
        return Stream.of(
                        "GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n",
                        "GET /api/0/apps/ HTTP/9\r\n\r\n",
                        "GET /api/0/apps/%u0041 HTTP/1.1\r\nHost: x\r\n\r\n",
                        "GET /api/0/apps/%ff HTTP/1.1\r\nHost: x\r\n\r\n",
                        "GET /api/0/deploys/?limit=%zz HTTP/1.1\r\nHost: x\r\nAuthorization: " + token + "\r\n\r\n",
                        post + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
                        post + "Content-Length: 100\r\n\r\n{",
                        post + "Content-Length: x\r\n\r\n{}")
                .map(request -> dynamicTest(request.lines().findFirst().orElseThrow(), () -> {
                    var answer = raw(request);
                    assertThat(answer)
                            .startsWith("HTTP/1.1 400")
                            .contains("Content-Type: application/json")
                            .contains("\"error\"");
                }));
    }

    private String raw(String request) throws IOException {
        try (var socket = new Socket("127.0.0.1", URI.create(server.url()).getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void rawLog_givesBytes_andParts_andTheCommandsOwn() throws Exception {
        var path = "/api/0/deploys/1/log/raw";
        var whole = client.get(path);
        var part = client.send(client.request(path).header("Range", "bytes=3-5").GET());
        var tail = client.send(client.request(path).header("Range", "bytes=-4").GET());
        var behind =
                client.send(client.request(path).header("Range", "bytes=99999-").GET());

        assertThat(whole.text()).startsWith(">> web/production#1").contains("\nhello\n>> succeeded");
        assertThat(client.get(path + "?origin=command").text()).isEqualTo("hello\n");
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.text()).isEqualTo(whole.text().substring(3, 6));
        assertThat(part.response().headers().firstValue("Content-Range"))
                .contains("bytes 3-5/" + whole.text().length());
        assertThat(tail.text()).isEqualTo(whole.text().substring(whole.text().length() - 4));
        assertThat(behind.status()).isEqualTo(416);
        assertThat(client.get(path + "?origin=x").status()).isEqualTo(400);
    }

    @Test
    void logStream_givesEveryByte_andGoesOnWhereItWasCutOff() throws Exception {
        var all = client.get("/api/0/deploys/1/log/stream");
        var rest = client.send(client.request("/api/0/deploys/1/log/stream")
                .header("Last-Event-ID", "10")
                .GET());
        var offset = client.get("/api/0/deploys/1/log/stream?offset=10");

        assertThat(all.contentType()).isEqualTo("text/event-stream");
        assertThat(all.text()).contains("event: log\n").contains("hello\\n").contains("event: end\n");
        assertThat(rest.text()).isEqualTo(offset.text()).doesNotContain(">> web/pro");
    }
}
