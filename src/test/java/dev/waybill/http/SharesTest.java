package dev.waybill.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Ports;
import dev.waybill.RawHttp;
import dev.waybill.access.Caller;
import dev.waybill.access.Grant;
import dev.waybill.access.User;
import dev.waybill.access.UserId;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How much of the server's capacity one client can take, and what is left to others. */
class SharesTest {
    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration HANGS = Duration.ofSeconds(60);
    private static final int CONNECTIONS = 90;
    private static final int PER_ADDRESS = 40;
    private static final int PER_TOKEN = 6;
    /** An eighth of the connections. */
    private static final int ANONYMOUS = 5;

    private final CountDownLatch end = new CountDownLatch(1);
    private final Semaphore stay = new Semaphore(0);
    private final Queue<String> refused = new ConcurrentLinkedQueue<>();
    private final List<RawHttp> open = new ArrayList<>();
    private HttpServer server;
    private String url = "";

    @BeforeEach
    void start() throws IOException {
        start(new Peers(List.of()));
    }

    private void start(Peers peers) throws IOException {
        var limits = new Limits(LONG, LONG, LONG, CONNECTIONS, PER_ADDRESS, PER_TOKEN);
        var port = Ports.free();
        List<Consumer<RoutesConfig>> doors = List.of(routes -> {
            routes.get("/healthz", ctx -> Answers.json(ctx, 200, Map.of("status", "alive")));
            routes.get("/stay/{token}", this::stay);
            routes.get("/ask/{token}", this::ask);
            routes.get("/page", this::waitForTheEnd);
            routes.post("/login", ctx -> Answers.json(ctx, 200, Forms.read(ctx)));
        });
        server = HttpServer.start("127.0.0.1", port, new Terms(limits, peers, refused::add), doors);
        url = "http://127.0.0.1:" + port;
    }

    @AfterEach
    void stop() throws IOException {
        end.countDown();
        for (var client : open) {
            client.close();
        }
        server.close();
    }

    private void stay(Context ctx) throws InterruptedException {
        Visits.begin(ctx, caller(ctx));
        Visits.last(ctx);
        waitForTheEnd(ctx);
    }

    private void waitForTheEnd(Context ctx) throws InterruptedException {
        stay.release();
        end.await();
    }

    private void ask(Context ctx) {
        Visits.begin(ctx, caller(ctx));
        Answers.json(ctx, 200, Map.of());
    }

    private static Caller caller(Context ctx) {
        var id = Long.parseLong(ctx.pathParam("token"));
        return new Caller(new User(new UserId(id), "ann", Instant.EPOCH), id, "laptop", Grant.ALL);
    }

    @Test
    void streamsOfOneToken_leaveRoomForAnotherTokens() throws Exception {
        for (var i = 0; i < PER_TOKEN; i++) {
            open("GET /stay/1 HTTP/1.1\r\nHost: x\r\nAuthorization: x\r\n\r\n");
        }
        stay.acquire(PER_TOKEN);

        var answer = answer("GET /stay/1 HTTP/1.1\r\nHost: x\r\nAuthorization: x\r\n\r\n");
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.text()).contains("too_many_streams", "laptop", "--streams-per-token");
        assertThat(answer.headers()).containsKey("retry-after");
        assertThat(answer("GET /ask/1 HTTP/1.1\r\nHost: x\r\nAuthorization: x\r\n\r\n")
                        .status())
                .isEqualTo(200);
        assertThat(answer("GET /ask/2 HTTP/1.1\r\nHost: x\r\nAuthorization: x\r\n\r\n")
                        .status())
                .isEqualTo(200);
        assertThat(refused).contains("streams");
    }

    @Test
    void streamsOfAllTokens_leaveConnectionsForOtherRequests() throws Exception {
        for (var i = 0; i < CONNECTIONS / 3; i++) {
            open("GET /stay/%d HTTP/1.1\r\nHost: x\r\nAuthorization: x\r\n\r\n".formatted(i / PER_TOKEN));
        }
        stay.acquire(CONNECTIONS / 3);

        assertThat(answer("GET /stay/99 HTTP/1.1\r\nHost: x\r\nAuthorization: x\r\n\r\n")
                        .status())
                .isEqualTo(503);
        assertThat(answer("GET /ask/99 HTTP/1.1\r\nHost: x\r\nAuthorization: x\r\n\r\n")
                        .status())
                .isEqualTo(200);
        assertThat(answer("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n").status()).isEqualTo(200);
    }

    @Test
    void unauthenticatedRequests_leaveRoomForAuthenticatedOnes() throws Exception {
        for (var i = 0; i < ANONYMOUS; i++) {
            open("GET /page HTTP/1.1\r\nHost: x\r\n\r\n");
        }
        stay.acquire(ANONYMOUS);

        var answer = answer("POST /login HTTP/1.1\r\nHost: x\r\nAuthorization: x\r\nContent-Length: 3\r\n\r\na=b");
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.text()).contains("too_many_requests");
        assertThat(answer.headers()).containsKey("retry-after");
        assertThat(answer("POST /webhooks/github HTTP/1.1\r\nHost: x\r\nAuthorization: x\r\nContent-Length: 0\r\n\r\n")
                        .status())
                .isEqualTo(429);
        assertThat(answer("GET /ask/1 HTTP/1.1\r\nHost: x\r\nAuthorization: x\r\n\r\n")
                        .status())
                .isEqualTo(200);
        assertThat(answer("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n").status()).isEqualTo(200);
        assertThat(refused).contains("address");
    }

    @Test
    void slowHeadersOfOneAddress_closeOnlyItsOwnConnections() throws Exception {
        for (var i = 0; i < 3 * PER_ADDRESS; i++) {
            open("GET /healthz HTTP/1.1\r\nHost: x\r\nX: ");
        }

        assertThat(isAnswered("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")).isTrue();
        assertThat(refused).contains("connections");
    }

    /** Retries, because a connection that was just opened is only closed a moment later. */
    private boolean isAnswered(String request) {
        while (true) {
            try {
                return answer(request).status() == 200;
            } catch (IOException | RuntimeException e) {
                assertThat(end.getCount()).isOne(); // closed before it was answered, so retry once
            }
        }
    }

    /** Closed connections do not count, although they no longer know their address. */
    @Test
    void successiveConnections_doNotReachTheLimit() throws Exception {
        for (var i = 0; i < 3 * PER_ADDRESS; i++) {
            assertThat(answer("GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                            .status())
                    .isEqualTo(200);
        }
        assertThat(refused).isEmpty();
    }

    @Test
    void clientsOfATrustedProxy_areToldApart_andItsConnectionsAreNotLimited() throws Exception {
        server.close();
        start(new Peers(List.of("127.0.0.1")));
        for (var i = 0; i < 2 * PER_ADDRESS; i++) {
            open("");
        }
        for (var i = 0; i < ANONYMOUS; i++) {
            open("GET /page HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 203.0.113.%d, 203.0.113.5\r\n\r\n".formatted(i));
        }
        stay.acquire(ANONYMOUS);

        var form = "POST /login HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: %s\r\nContent-Length: 3\r\n\r\na=b";
        assertThat(answer(form.formatted("203.0.113.5")).status()).isEqualTo(429);
        assertThat(answer(form.formatted("203.0.113.6")).status()).isEqualTo(200);
        assertThat(refused).containsOnly("address");
    }

    @Test
    void unauthenticatedForm_isLimitedInSize() throws Exception {
        var large = "POST /login HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n%s";

        var tooLarge = answer(large.formatted(1024 * 1024, "a".repeat(1024 * 1024)));
        assertThat(tooLarge.status()).isEqualTo(413);
        assertThat(tooLarge.text()).contains("8 KiB");
        assertThat(answer(large.formatted(8 * 1024, "a".repeat(8 * 1024))).status())
                .isEqualTo(200);
        assertThat(answer("POST /login HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 1048576\r\n\r\n")
                        .status())
                .isEqualTo(413);
    }

    private void open(String request) throws IOException {
        var client = RawHttp.connect(url, HANGS);
        open.add(client);
        client.write(request);
    }

    private RawHttp.Answer answer(String request) throws IOException {
        try (var client = RawHttp.connect(url, HANGS)) {
            client.write(request);
            return client.readAnswers(1, false).getFirst();
        }
    }
}
