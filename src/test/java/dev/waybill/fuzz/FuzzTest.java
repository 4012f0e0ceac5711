package dev.waybill.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Browser;
import dev.waybill.Client;
import dev.waybill.RawHttp;
import dev.waybill.TestRepository;
import dev.waybill.TestServer;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sends the server requests that nobody should send: some for each route, or as many as fit into {@code -Dwaybill.fuzzed.seconds}. Each
 * has a seed of its own, from {@code -Dwaybill.seed} on, so the first request of {@code bin/fuzz --seed N} is the one that a failure named N.
 */
@Tag("processes")
class FuzzTest {
    private static final int FOR_EACH_ROUTE = 30;
    private static final int AT_ONCE = 8;

    /** So many kinds of mistakes end the run. */
    private static final int ENOUGH = 10;

    private static final Duration HANGS = Duration.ofSeconds(60);

    /** Those beside the API's, which tells its own. */
    private static final List<String> OTHER_ROUTES = List.of(
            "GET /",
            "GET /login",
            "GET /login/{link}",
            "POST /login",
            "POST /logout",
            "GET /apps/{app}/{env}/{number}",
            "GET /apps/{app}/{env}/{number}/log",
            "GET /apps/{app}/{env}/{number}/log/stream",
            "GET /healthz",
            "GET /readyz",
            "GET /metrics",
            "GET /{nosuch}",
            "POST /api/0/{nosuch}");

    private final long firstSeed = Long.getLong("waybill.seed", System.nanoTime());
    private final AtomicLong made = new AtomicLong();
    private final Map<String, String> failures = new ConcurrentSkipListMap<>();
    private final Map<Integer, Integer> statuses = new TreeMap<>();

    @Test
    @Timeout(value = 1, unit = TimeUnit.DAYS)
    void server_answersWhateverItIsSent_andWorksOn(@TempDir Path directory) throws Exception {
        var repository = TestRepository.make(directory.resolve("repository"));
        try (var server = TestServer.start(directory.resolve("data"), null)) {
            var client = server.client();
            client.app("kept", repository, "echo kept");
            var cast = Cast.on(server, repository);
            var before = client.get("/api/0/apps/kept/").text();

            fuzz(server, cast);

            client.delete("/api/0/drain/");
            assertThat(client.get("/api/0/apps/kept/").text()).isEqualTo(before);
            assertThat(client.awaitEnd(client.deploy("kept", ""))).contains("kept\n");
            assertAllAnswer(client);
            assertAllAreKnown(server, cast);
        }
    }

    private static void assertAllAnswer(Client client) throws IOException, InterruptedException {
        for (var path : List.of(
                "/readyz", "/metrics", "/login", "/api/0/apps/", "/api/0/deploys/?limit=100", "/api/0/tokens/")) {
            assertThat(client.get(path).status()).as(path).isEqualTo(200);
        }
    }

    /** Or what they were not told would prove nothing. */
    private static void assertAllAreKnown(TestServer server, Cast cast) throws Exception {
        for (var viewer : cast.viewers()) {
            assertThat(new Client(server.url(), viewer.token())
                            .get("/api/0/apps/")
                            .status())
                    .as(viewer.name())
                    .isEqualTo(200);
            assertThat(Browser.at(server).get("/", viewer.session()).status())
                    .as(viewer.name())
                    .isEqualTo(200);
        }
    }

    private static List<String> routes(TestServer server) {
        var ofApi = server.routes().stream().map(route -> route.method() + " " + route.path());
        return Stream.concat(ofApi, OTHER_ROUTES.stream()).toList();
    }

    private void fuzz(TestServer server, Cast cast) throws Exception {
        var routes = routes(server);
        var isOver = isOver(routes.size());
        Callable<Void> sender = () -> {
            while (failures.size() < ENOUGH && !isOver.getAsBoolean()) {
                var seed = firstSeed + made.getAndIncrement();
                var request = new Requests(seed, routes, cast).make();
                try {
                    assertAnswered(server.url(), request);
                } catch (IOException | RuntimeException | AssertionError e) {
                    failures.putIfAbsent(kind(e), "bin/fuzz --seed %d%n%s%n%s".formatted(seed, request.shown(), e));
                }
            }
            return null;
        };
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<>(
                    IntStream.range(0, AT_ONCE).mapToObj(_ -> sender).toList());
            for (var ended : threads.invokeAll(all)) {
                ended.get();
            }
        }
        assertThat(failures.values()).isEmpty();
        assertThat(statuses).as("after %d requests", made.get()).containsKeys(200, 201, 303, 400, 401, 403, 404);
    }

    private BooleanSupplier isOver(int routes) {
        var seconds = Integer.getInteger("waybill.fuzzed.seconds");
        if (seconds == null) {
            return () -> made.get() >= (long) FOR_EACH_ROUTE * routes;
        }
        var end = Instant.now().plusSeconds(seconds);
        return () -> !Instant.now().isBefore(end);
    }

    /** The same mistake is told once. */
    private static String kind(Throwable failure) {
        var message = String.valueOf(failure.getMessage()).strip();
        return message.substring(0, Math.min(message.length(), 90));
    }

    private void assertAnswered(String url, FuzzRequest request) throws IOException {
        try (var connection = RawHttp.connect(url, HANGS)) {
            for (var answer : exchange(connection, request)) {
                synchronized (statuses) {
                    statuses.merge(answer.status(), 1, Integer::sum);
                }
                GoodAnswer.check(request, answer);
            }
        }
    }

    /** An end of the connection is an answer, too; silence is none. */
    private static List<RawHttp.Answer> exchange(RawHttp connection, FuzzRequest request) throws IOException {
        try {
            connection.write(request.bytes());
            if (request.endsOutput()) {
                connection.endOutput();
            }
        } catch (IOException e) {
            // it hung up while we were speaking, and may have said why before
        }
        try {
            return connection.readAnswers(request.isHead() ? 1 : 100, request.isHead());
        } catch (SocketTimeoutException e) {
            throw new AssertionError("no answer within " + HANGS, e);
        } catch (IOException e) {
            return List.of();
        }
    }
}
