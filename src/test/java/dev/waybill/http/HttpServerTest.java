package dev.waybill.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Ports;
import dev.waybill.RawHttp;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Clients that send, read or connect slowly do not harm others. */
class HttpServerTest {
    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration HANGS = Duration.ofSeconds(60);
    private static final int ENOUGH = 100_000;

    private final BlockingQueue<String> ended = new LinkedBlockingQueue<>();

    @Test
    void bodySentByteByByte_isCutOff_withA408() throws Exception {
        try (var server = new Running(limits(LONG, LONG, SHORT, ENOUGH));
                var client = RawHttp.connect(server.url(), HANGS)) {
            client.write("POST /body HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n");
            trickle(client);

            var answer = client.readAnswers(1, false).getFirst();
            assertThat(answer.status()).isEqualTo(408);
            assertThat(answer.type()).isEqualTo("application/json");
            assertThat(answer.text()).contains("too_slow");
        }
    }

    @Test
    void bodyThatStops_isCutOff_withA408() throws Exception {
        try (var server = new Running(limits(LONG, LONG, SHORT, ENOUGH));
                var client = RawHttp.connect(server.url(), HANGS)) {
            client.write("POST /body HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n{");

            assertThat(client.readAnswers(1, false).getFirst().status()).isEqualTo(408);
        }
    }

    @Test
    void headersSentByteByByte_areCutOff() throws Exception {
        try (var server = new Running(limits(LONG, SHORT, LONG, ENOUGH));
                var client = RawHttp.connect(server.url(), HANGS)) {
            client.write("GET /hello HTTP/1.1\r\nHost: x\r\nX: ");
            trickle(client);

            assertThat(endOf(client)).isEmpty();
        }
    }

    @Test
    void idleConnection_isClosed() throws Exception {
        try (var server = new Running(limits(SHORT, LONG, LONG, ENOUGH));
                var fresh = RawHttp.connect(server.url(), HANGS);
                var used = RawHttp.connect(server.url(), HANGS)) {
            used.write("GET /hello HTTP/1.1\r\nHost: x\r\n\r\n");

            assertThat(used.readAnswers(1, false).getFirst().status()).isEqualTo(200);
            assertThat(used.readAll()).isEmpty();
            assertThat(fresh.readAll()).isEmpty();
        }
    }

    @Test
    void idleConnections_areClosed_whenTooManyAreOpen() throws Exception {
        try (var server = new Running(limits(LONG, LONG, LONG, 40))) {
            var idle = new ArrayList<RawHttp>();
            for (var i = 0; i < 200; i++) {
                idle.add(RawHttp.connect(server.url(), HANGS));
            }
            assertIsAnswered(server);
            for (var each : idle) {
                each.close();
            }
        }
    }

    /** Some have sent nothing, some a part of their headers, and some are idle after a request. */
    @Test
    void thousandIdleConnections_delayNoOthers() throws Exception {
        try (var server = new Running(limits(LONG, LONG, LONG, ENOUGH))) {
            var idle = new ArrayList<RawHttp>();
            for (var i = 0; i < 1000; i++) {
                var client = RawHttp.connect(server.url(), HANGS);
                client.write(List.of("", "GET /hel", "GET /hello HTTP/1.1\r\nHost: x\r\n\r\n")
                        .get(i % 3));
                idle.add(client);
            }
            assertIsAnswered(server);
            for (var each : idle) {
                each.close();
            }
        }
    }

    @Test
    void clientThatStopsReading_isDisconnected_andOthersContinue() throws Exception {
        try (var server = new Running(limits(SHORT, LONG, LONG, ENOUGH))) {
            var stuck = new ArrayList<RawHttp>();
            for (var i = 0; i < 50; i++) {
                var client = RawHttp.connect(server.url(), HANGS, 4096);
                client.write("GET /endless HTTP/1.1\r\nHost: x\r\n\r\n");
                if (hasBegun(client)) {
                    stuck.add(client);
                }
            }
            assertIsAnswered(server);
            assertThat(stuck).isNotEmpty();
            for (var client : stuck) {
                assertThat(ended.poll(HANGS.toSeconds(), TimeUnit.SECONDS)).isEqualTo("/endless");
                client.close();
            }
        }
    }

    /** False on a machine so slow that the connection counted as idle before it was used. */
    private static boolean hasBegun(RawHttp client) {
        try {
            return client.readHead().isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    /** Retries on a machine so slow that the connection counted as idle. */
    private static void assertIsAnswered(Running server) throws IOException {
        var answers = List.<RawHttp.Answer>of();
        for (var tries = 0; answers.isEmpty() && tries < 100; tries++) {
            try (var client = RawHttp.connect(server.url(), HANGS)) {
                client.write("GET /hello HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
                answers = client.readAnswers(1, false);
            }
        }
        assertThat(answers.getFirst().status()).isEqualTo(200);
    }

    private static Limits limits(Duration idle, Duration headers, Duration body, int connections) {
        return new Limits(idle, headers, body, connections, ENOUGH, 100);
    }

    /** Sends one byte at a time until the server responds or disconnects. */
    private static void trickle(RawHttp client) throws IOException {
        try {
            while (!client.hears(Duration.ofMillis(20))) {
                client.write("x");
            }
        } catch (IOException e) {
            // the server disconnected while we were sending
        }
    }

    private static byte[] endOf(RawHttp client) {
        try {
            return client.readAll();
        } catch (IOException e) {
            return new byte[0];
        }
    }

    private final class Running implements AutoCloseable {
        private final int port = Ports.free();
        private final HttpServer server;

        Running(Limits limits) throws IOException {
            List<Consumer<RoutesConfig>> doors = List.of(
                    routes -> routes.get("/hello", ctx -> Answers.json(ctx, 200, Map.of("hello", "you"))),
                    routes -> routes.post(
                            "/body", ctx -> Answers.json(ctx, 200, Map.of("length", Bodies.read(ctx).length))),
                    routes -> routes.get("/endless", this::endless));
            server = HttpServer.start("127.0.0.1", port, Terms.of(limits), doors);
        }

        private void endless(Context ctx) throws IOException {
            try {
                while (true) {
                    ctx.res().getOutputStream().write(new byte[64 * 1024]);
                }
            } finally {
                ended.add(ctx.path());
            }
        }

        String url() {
            return "http://127.0.0.1:" + port;
        }

        @Override
        public void close() {
            server.close();
        }
    }
}
