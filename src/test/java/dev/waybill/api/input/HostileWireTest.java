package dev.waybill.api.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.waybill.api.WireFixture;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What is no HTTP, and what should not have been sent. */
class HostileWireTest extends WireFixture {
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
        var authorization = "Authorization: Key " + token() + "\r\n";
        var post =
                "POST /api/0/deploys/ HTTP/1.1\r\nHost: x\r\n" + authorization + "Content-Type: application/json\r\n";
        return Stream.of(
                        new Malformed("GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n", 400),
                        new Malformed("GET /api/0/apps/%ff HTTP/1.1\r\nHost: x\r\n\r\n", 400),
                        new Malformed("GET /api/0/apps/ HTTP/1.1\r\n\r\n", 400),
                        new Malformed("GET /api/0/apps/ HTTP/9.9\r\nHost: x\r\n\r\n", 400),
                        new Malformed("GET /api/0/apps/ HTTP/9\r\n\r\n", 400),
                        new Malformed("GET /api/0/apps/%u0041 HTTP/1.1\r\nHost: x\r\n\r\n", 400),
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
