package dev.waybill.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Whatever goes wrong, wherever in the server: JSON, and no redirect. */
class ErrorsWireTest extends WireFixture {
    @TestFactory
    Stream<DynamicTest> wrongPathsAndBodies_areAnsweredInJson() {
        return asked(List.of(
                Case.get("/api/0/nosuch/", 404, "'error':'Not Found"),
                Case.get("/api/0/", 404, "'error':'Not Found"),
                Case.get("/api/0", 404, "'error':'Not Found"),
                Case.get("/api/1/apps/", 404, "'error':'Not Found"),
                Case.get("/api/0//apps/", 404, "'error':'Not Found"),
                Case.get("/api/0/apps//", 404, "'error'"),
                Case.get("/api/0/deploys/1/nosuch/", 404, "'error'"),
                Case.get("/api/0/deploys/1/kill/", 404, "'error'"),
                Case.get("/nosuch", 404, "'error'"),
                Case.json("DELETE", "/api/0/deploys/", "", 404, "'error':'Not Found"),
                Case.json("DELETE", "/api/0/deploys/1/", "", 404, "'error':'Not Found"),
                Case.json("PUT", "/api/0/apps/", "{}", 404, "'error':'Not Found"),
                Case.json("POST", "/api/0/apps/web/", "{}", 404, "'error':'Not Found"),
                Case.json("PATCH", "/api/0/apps/web/", "{}", 404, "'error':'Not Found"),
                Case.json("OPTIONS", "/api/0/apps/", "", 404, "'error':'Not Found"),
                Case.json("BREW", "/api/0/apps/", "", 404, "'error'"),
                Case.json("POST", "/api/0/deploys/", "not json", 400, "not a JSON object"),
                Case.json("POST", "/api/0/deploys/", "[]", 400, "not a JSON object"),
                Case.json("POST", "/api/0/deploys/", "null", 400, "not a JSON object"),
                Case.json("POST", "/api/0/deploys/", "{} {}", 400, "not a JSON object"),
                Case.json("POST", "/api/0/deploys/", "", 400, "not a JSON object"),
                Case.json("POST", "/api/0/deploys/", "{'a':".repeat(500) + "1" + "}".repeat(500), 400, "not a JSON"),
                new Case(Who.ADMIN, "POST", "/api/0/deploys/", "text/plain", "app=web", 400, "send application/json"),
                new Case(Who.ADMIN, "POST", "/api/0/deploys/", "APPLICATION/JSON; charset=UTF-8", "{}", 400, "'app'"),
                Case.form("POST", "/api/0/deploys/", "app=%", 400, "not well encoded"),
                Case.get("/healthz", 200, "alive"),
                Case.get("/readyz", 200, "ready")));
    }

    @TestFactory
    Stream<DynamicTest> withoutAToken_everyRouteOfTheApi_is401() {
        var token = token();
        return Stream.of("Key ", "Key wrong", "Basic YTpi", "key " + token, "Bearer  " + token, "Key \u00e4", token, "")
                .flatMap(header -> Stream.of(
                                "/api/0/apps/",
                                "/api/0/deploys/?limit=x",
                                "/api/0/apps/nosuch/",
                                "/api/0/deploys/x/",
                                "/api/0/deploys/1/log/stream")
                        .map(path ->
                                dynamicTest("%s with \"%s\"".formatted(path, header.replace(token, "TOKEN")), () -> {
                                    var request = client.bare(path);
                                    if (!header.isEmpty()) {
                                        request.header("Authorization", header);
                                    }
                                    var answer = client.send(request.GET());

                                    assertThat(answer.status()).isEqualTo(401);
                                    assertThat(answer.contentType()).isEqualTo("application/json");
                                    assertThat(answer.json().get("error_name").asString())
                                            .isEqualTo("unauthorized");
                                })));
    }

    private String token() {
        return client.request("/")
                .build()
                .headers()
                .firstValue("Authorization")
                .orElseThrow()
                .substring(7);
    }

    @Test
    void both_wordsForTheToken_areTaken() throws Exception {
        for (var word : List.of("Key", "Bearer")) {
            var answer = client.send(client.bare("/api/0/apps/").header("Authorization", word + " " + token()));
            assertThat(answer.status()).isEqualTo(200);
        }
    }

    @Test
    void head_isAnsweredLikeGet_withoutABody() throws Exception {
        for (var path :
                List.of("/api/0/apps/", "/api/0/deploys/1/", "/api/0/tasks/1/log", "/api/0/deploys/999/", "/nosuch")) {
            var get = client.get(path);
            var head = client.send(client.request(path).method("HEAD", BodyPublishers.noBody()));

            assertThat(head.status()).as(path).isEqualTo(get.status());
            assertThat(head.contentType()).as(path).isEqualTo("application/json");
            assertThat(head.text()).as(path).isEmpty();
        }
        assertThat(client.send(client.bare("/api/0/apps/").method("HEAD", BodyPublishers.noBody()))
                        .status())
                .isEqualTo(401);
    }

    /** Even a client that only reads when it has sent everything gets to read the answer. */
    @TestFactory
    Stream<DynamicTest> largeBody_isAnswered413() {
        var five = new byte[5 * 1024 * 1024];
        return Stream.<BodyPublisher>of(
                        BodyPublishers.ofByteArray(five),
                        BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(five)),
                        BodyPublishers.ofByteArray(new byte[1024 * 1024 + 1]))
                .map(body -> dynamicTest("%d bytes".formatted(body.contentLength()), () -> {
                    var answer = client.send(client.request("/api/0/deploys/")
                            .header("Content-Type", "application/json")
                            .POST(body));

                    assertThat(answer.status()).isEqualTo(413);
                    assertThat(answer.contentType()).isEqualTo("application/json");
                    assertThat(answer.json().get("error").asString()).contains("1 MiB");
                }));
    }

    @Test
    void bodyOfAMebibyte_isRead() throws Exception {
        var body = "{\"app\": \"nosuch\"" + " ".repeat(1024 * 1024 - 17) + "}";

        assertThat(client.send(client.request("/api/0/deploys/")
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(body)))
                        .status())
                .isEqualTo(404);
    }

    @TestFactory
    Stream<DynamicTest> malformedHttp_isAnsweredInJson() {
        var authorization = "Authorization: Key " + token() + "\r\n";
        var post =
                "POST /api/0/deploys/ HTTP/1.1\r\nHost: x\r\n" + authorization + "Content-Type: application/json\r\n";
        return Stream.of(
                        new Malformed("GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n", 400),
                        new Malformed("GET /api/0/apps/%ff HTTP/1.1\r\nHost: x\r\n\r\n", 400),
                        new Malformed("GET /api/0/apps/ HTTP/1.1\r\n\r\n", 400),
                        new Malformed("GET /api/0/apps/ HTTP/9.9\r\nHost: x\r\n\r\n", 505),
                        new Malformed("GET /api/0/apps/ HTTP/1.1\r\nX: " + "x".repeat(20_000) + "\r\n\r\n", 431),
                        new Malformed("GET /?x=" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: x\r\n\r\n", 414),
                        new Malformed(
                                "GET /api/0/deploys/?limit=%zz HTTP/1.1\r\nHost: x\r\n" + authorization + "\r\n", 400),
                        new Malformed(post + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n", 400),
                        new Malformed(post + "Content-Length: 100\r\n\r\n{", 400),
                        new Malformed(post + "Content-Length: x\r\n\r\n{}", 400))
                .map(it -> dynamicTest(
                        "%d for %s"
                                .formatted(
                                        it.status(),
                                        it.request().lines().limit(1).toList()),
                        () -> assertThat(raw(it.request()))
                                .startsWith("HTTP/1.1 " + it.status())
                                .contains("Content-Type: application/json\r\n", "\"error\"")));
    }

    private record Malformed(String request, int status) {}

    private String raw(String request) throws IOException {
        try (var socket = new Socket("127.0.0.1", URI.create(server.url()).getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
