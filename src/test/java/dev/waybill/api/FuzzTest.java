package dev.waybill.api;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends the server requests that nobody should send, as many as fit into {@code -Dwaybill.fuzzed.seconds}. Each has a seed of its own, from
 * {@code -Dwaybill.seed} on, so the first request of {@code bin/fuzz --seed N} is the one that a failure named N.
 */
@Tag("processes")
class FuzzTest {
    private static final int SECONDS = 45;
    private static final int AT_ONCE = 8;

    /** So many kinds of mistakes end the run. */
    private static final int ENOUGH = 10;

    private static final Duration HANGS = Duration.ofSeconds(60);

    /** The method and path of every route. */
    private static final List<String> ROUTES = List.of(
            "GET /api/0/apps",
            "POST /api/0/apps",
            "GET /api/0/apps/{app}",
            "PUT /api/0/apps/{app}",
            "DELETE /api/0/apps/{app}",
            "GET /api/0/apps/{app}/history",
            "POST /api/0/apps/{app}/restore",
            "POST /api/0/config/reload",
            "GET /api/0/hosts",
            "POST /api/0/hosts",
            "DELETE /api/0/hosts/{host}",
            "GET /api/0/nodes",
            "DELETE /api/0/nodes/{node}",
            "PUT /api/0/nodes/{node}/drain",
            "DELETE /api/0/nodes/{node}/drain",
            "GET /api/0/drain",
            "PUT /api/0/drain",
            "DELETE /api/0/drain",
            "POST /api/0/{app}/deploy",
            "GET /api/0/deploys",
            "POST /api/0/deploys",
            "GET /api/0/deploys/{id}",
            "PUT /api/0/deploys/{id}",
            "POST /api/0/deploys/{id}/kill",
            "POST /api/0/deploys/{id}/retry",
            "GET /api/0/deploys/{id}/log",
            "GET /api/0/deploys/{id}/log/stream",
            "GET /api/0/deploys/{id}/log/raw",
            "GET /api/0/tasks/{app}/{env}/{number}",
            "PUT /api/0/tasks/{app}/{env}/{number}",
            "POST /api/0/tasks/{app}/{env}/{number}/kill",
            "POST /api/0/tasks/{app}/{env}/{number}/retry",
            "GET /api/0/tasks/{app}/{env}/{number}/log",
            "GET /api/0/tasks/{app}/{env}/{number}/log/stream",
            "GET /api/0/tasks/{app}/{env}/{number}/log/raw",
            "GET /",
            "GET /apps/{app}/{env}/{number}",
            "GET /apps/{app}/{env}/{number}/log",
            "GET /apps/{app}/{env}/{number}/log/stream",
            "GET /healthz",
            "GET /readyz",
            "GET /metrics",
            "GET /{nosuch}");

    /** What tells how the server is made: a class, or a line of a stack trace. */
    private static final Pattern INTERNALS = Pattern.compile(
            "[A-Za-z]+(Exception|Error)\\b(?!\")|\\b(java|jdk|javax|jakarta|org|io|dev|tools|com|kotlin)\\.[a-z]+\\.[\\w.$]+|\\bat [\\w.$]+\\(");

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
            client.app("web", repository, "echo hello");
            client.awaitEnd(client.deploy("web", ""));
            var before = client.get("/api/0/apps/kept/").text();

            fuzz(server, repository.path().toString());

            client.delete("/api/0/drain/");
            assertThat(client.get("/api/0/apps/kept/").text()).isEqualTo(before);
            assertThat(client.awaitEnd(client.deploy("kept", ""))).contains("kept\n");
            assertAllAnswer(client);
        }
    }

    private static void assertAllAnswer(Client client) throws IOException, InterruptedException {
        for (var path :
                List.of("/readyz", "/metrics", "/", "/api/0/apps/", "/api/0/deploys/?limit=100", "/api/0/hosts/")) {
            assertThat(client.get(path).status()).as(path).isEqualTo(200);
        }
    }

    private void fuzz(TestServer server, String repository) throws Exception {
        var end = Instant.now().plusSeconds(Integer.getInteger("waybill.fuzzed.seconds", SECONDS));
        Callable<Void> sender = () -> {
            while (failures.size() < ENOUGH && Instant.now().isBefore(end)) {
                var seed = firstSeed + made.getAndIncrement();
                var request = new FuzzRequests(seed, ROUTES, repository, server.token()).make();
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
        assertThat(statuses).as("after %d requests", made.get()).containsKeys(200, 201, 400, 401, 404);
    }

    /** The same mistake is told once. */
    private static String kind(Throwable failure) {
        var message = String.valueOf(failure.getMessage()).strip();
        return message.substring(0, Math.min(message.length(), 90));
    }

    private void assertAnswered(String url, FuzzRequests.Made request) throws IOException {
        try (var connection = RawHttp.connect(url, HANGS)) {
            for (var answer : exchange(connection, request)) {
                synchronized (statuses) {
                    statuses.merge(answer.status(), 1, Integer::sum);
                }
                assertGood(request, answer);
            }
        }
    }

    /** An end of the connection is an answer, too; silence is none. */
    private static List<RawHttp.Answer> exchange(RawHttp connection, FuzzRequests.Made request) throws IOException {
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

    private static void assertGood(FuzzRequests.Made request, RawHttp.Answer answer) {
        var shown = "%d %s %s: %s".formatted(answer.status(), answer.type(), answer.text(), answer.headers());
        assertThat(answer.status()).as(shown).isBetween(200, 499);
        assertThat(answer.status() / 100).as(shown).isNotEqualTo(3);
        if (answer.status() < 400) {
            return;
        }
        assertThat(INTERNALS
                        .matcher(answer.text())
                        .results()
                        .map(it -> it.group())
                        .toList())
                .as(shown)
                .isEmpty();
        if (request.takesHtml() && answer.type().startsWith("text/html") && !isForApi(request)) {
            return;
        }
        assertThat(answer.type()).as(shown).isEqualTo("application/json");
        if (!request.isHead()) {
            try {
                var json = JsonMapper.shared().readTree(answer.body());
                assertThat(json.path("error").asString("")).as(shown).isNotBlank();
                assertThat(json.path("error_name").asString("")).as(shown).isNotBlank();
            } catch (JacksonException e) {
                throw new AssertionError(shown, e);
            }
        }
    }

    private static boolean isForApi(FuzzRequests.Made request) {
        return request.shown().lines().findFirst().orElse("").contains(" /api/");
    }
}
