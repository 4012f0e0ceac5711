package dev.waybill.api.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Browser;
import dev.waybill.RawHttp;
import dev.waybill.api.ApiFixture;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Streams last for as long as whoever listens may. They ask every 15 seconds, so this takes that long. */
@Tag("processes")
class StreamEndsTest extends ApiFixture {
    private static final Duration HANGS = Duration.ofSeconds(60);

    @Test
    @Timeout(60)
    void streams_end_whenTheTokenIsRevoked_howeverMuchThereIsToSend() throws Exception {
        var go = Files.createFile(directory.resolve("go"));
        client.app("quiet", repository, "while [ -e '%s' ]; do sleep 0.1; done".formatted(go));
        client.app("busy", repository, "while [ -e '%s' ]; do echo more; sleep 0.1; done".formatted(go));
        var quiet = client.deploy("quiet", "").get("id").asString();
        var busy = client.deploy("busy", "").get("id").asString();
        var made = client.post("/api/0/tokens/", Map.of("name", "t", "rights", "read"))
                .json();
        var token = "Authorization: Bearer " + made.get("token").asString();
        var session = "Cookie: " + Browser.at(server).signIn(made.get("token").asString());
        var streams = new ArrayList<RawHttp>();
        for (var request : List.of(
                "/api/0/events/ HTTP/1.1\r\n" + token,
                "/api/0/events/?kind=nosuch HTTP/1.1\r\n" + token,
                "/api/0/deploys/%s/log/stream HTTP/1.1\r\n".formatted(quiet) + token,
                "/api/0/deploys/%s/log/stream HTTP/1.1\r\n".formatted(busy) + token,
                "/apps/busy/production/1/log/stream HTTP/1.1\r\n" + session)) {
            streams.add(opened("GET", request));
        }

        client.delete("/api/0/tokens/" + made.get("id").asString());

        var revoked = Instant.now();
        assertAllEnd(streams);
        assertThat(Duration.between(revoked, Instant.now())).isLessThan(Duration.ofSeconds(25));
        Files.delete(go);
    }

    /** While there is ever more to tell of. */
    private void assertAllEnd(List<RawHttp> streams) throws Exception {
        var isOver = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.submit(() -> {
                while (!isOver.await(100, TimeUnit.MILLISECONDS)) {
                    client.post("/api/0/tokens/", Map.of("name", "event", "rights", "read"));
                }
                return isOver;
            });
            try {
                for (var stream : streams) {
                    assertThat(new String(stream.readAll(), StandardCharsets.UTF_8))
                            .contains(": still here");
                    stream.close();
                }
            } finally {
                isOver.countDown();
            }
        }
    }

    /** Nothing is sent to such a client, so nothing would tell that it has gone. */
    @Test
    @Timeout(60)
    void head_ofAStream_isAnsweredAndOver() throws Exception {
        client.app("waits", repository, "sleep 30");
        client.deploy("waits", "");
        for (var path : List.of("/api/0/events/", "/api/0/deploys/1/log/stream")) {
            try (var head = opened("HEAD", path + " HTTP/1.1\r\nAuthorization: Bearer " + server.token())) {
                assertThat(new String(head.readAll(), StandardCharsets.UTF_8)).isEmpty();
            }
        }
        client.post("/api/0/deploys/1/kill/", Map.of());
    }

    private RawHttp opened(String method, String request) throws Exception {
        var stream = RawHttp.connect(server.url(), HANGS);
        stream.write("%s %s\r\nHost: x\r\nAccept: text/event-stream\r\nConnection: close\r\n\r\n"
                .formatted(method, request));
        assertThat(stream.readHead().orElseThrow().type()).isEqualTo("text/event-stream");
        return stream;
    }
}
