package dev.waybill.api.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.waybill.api.WireFixture;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
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
                Case.get("/api/0/apps//", 404, "'error'"),
                Case.get("/api/0/deploys/1/nosuch/", 404, "'error'"),
                Case.get("/api/0/deploys/1/kill/", 405, "'error'"),
                Case.get("/nosuch", 404, "'error'"),
                Case.json("DELETE", "/api/0/deploys/", "", 405, "method_not_allowed"),
                Case.json("DELETE", "/api/0/deploys/1/", "", 405, "method_not_allowed"),
                Case.json("PUT", "/api/0/apps/", "{}", 405, "method_not_allowed"),
                Case.json("POST", "/api/0/apps/web/", "{}", 405, "method_not_allowed"),
                Case.json("PATCH", "/api/0/apps/web/", "{}", 405, "method_not_allowed"),
                Case.json("OPTIONS", "/api/0/apps/", "", 405, "method_not_allowed"),
                Case.json("BREW", "/api/0/apps/", "", 405, "'error'"),
                Case.json("POST", "/api/0/deploys/", "not json", 400, "not a JSON object"),
                Case.json("POST", "/api/0/deploys/", "[]", 400, "not a JSON object"),
                Case.json("POST", "/api/0/deploys/", "null", 400, "not a JSON object"),
                Case.json("POST", "/api/0/deploys/", "{} {}", 400, "not a JSON object"),
                Case.json("POST", "/api/0/deploys/", "", 400, "not a JSON object"),
                Case.json("POST", "/api/0/deploys/", "{'a':".repeat(500) + "1" + "}".repeat(500), 400, "not a JSON"),
                new Case(Who.ADMIN, "POST", "/api/0/deploys/", "text/plain", "app=web", 400, "send application/json"),
                new Case(Who.ADMIN, "POST", "/api/0/deploys/", "APPLICATION/JSON; charset=UTF-8", "{}", 400, "'app'"),
                Case.json("POST", "/api/0/deploys/", "{'a':".repeat(64) + 1 + "}".repeat(64), 400, "unknown"),
                new Case(
                        Who.ADMIN,
                        "POST",
                        "/api/0/deploys/",
                        "application/json; charset=nosuch",
                        "{}",
                        415,
                        "send UTF-8"),
                Case.form("POST", "/api/0/deploys/", "x".repeat(201) + "=1", 400, "longer than 200 characters"),
                Case.form("POST", "/api/0/deploys/", "app=%", 400, "malformed"),
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
}
