import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Answers as GitHub does for commits with one status, {@code ci/build}: with ETags, and 304 to whoever has them already. Counts what it
 * is asked for.
 */
final class CodeHost implements AutoCloseable {
    private static final String STATUS = """
            {"context": "ci/build", "state": "%s", "description": "building", "target_url": "https://ci.example.com/1",
             "created_at": "2026-01-01T12:00:00Z", "updated_at": "2026-01-01T12:00:00Z", "creator": {"login": "ci-bot"}}""";

    private final HttpServer server;
    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicInteger unchanged = new AtomicInteger();
    private final AtomicInteger writes = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger deployments = new AtomicInteger();
    private volatile String green = "no commit";

    private CodeHost(HttpServer server) {
        this.server = server;
    }

    static CodeHost start() throws IOException {
        var host = new CodeHost(HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0));
        host.server.createContext("/", host::answer);
        host.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        host.server.start();
        return host;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** From now on, the checks of this commit have passed. */
    void pass(String sha) {
        green = sha;
    }

    /** How many reads there were, those that were answered with 304 included. */
    int reads() {
        return reads.get();
    }

    int unchanged() {
        return unchanged.get();
    }

    /** How many things were created. */
    int writes() {
        return writes.get();
    }

    /** How many deployments were refused, since the checks of their commits had not passed. */
    int refused() {
        return refused.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (exchange.getRequestMethod().equals("POST")) {
                create(exchange, path, body);
            } else {
                read(exchange, path);
            }
        }
    }

    private void create(HttpExchange exchange, String path, String body) throws IOException {
        if (path.endsWith("/deployments") && !body.contains(green) && !body.contains("\"required_contexts\":[]")) {
            refused.incrementAndGet();
            send(exchange, 409, "{\"message\": \"Conflict: Commit status checks failed for main.\"}");
        } else {
            writes.incrementAndGet();
            send(exchange, 201, "{\"id\": %d}".formatted(deployments.incrementAndGet()));
        }
    }

    private void read(HttpExchange exchange, String path) throws IOException {
        reads.incrementAndGet();
        var body = found(path);
        var tag = "\"%08x\"".formatted(body.hashCode());
        exchange.getResponseHeaders().set("ETag", tag);
        if (tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
            unchanged.incrementAndGet();
            exchange.sendResponseHeaders(304, -1);
        } else {
            send(exchange, 200, body);
        }
    }

    private String found(String path) {
        var status = STATUS.formatted(path.contains(green) ? "success" : "pending");
        return path.endsWith("/status")
                ? "{\"state\": \"%s\", \"total_count\": 1, \"statuses\": [%s]}".formatted(path.contains(green) ? "success" : "pending", status)
                : path.endsWith("/check-runs")
                        ? "{\"total_count\": 0, \"check_runs\": []}"
                        : path.contains("/commits/") ? "[%s]".formatted(status) : "[]";
    }

    private static void send(HttpExchange exchange, int code, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
        exchange.sendResponseHeaders(code, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
