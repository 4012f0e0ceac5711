package dev.waybill.checks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A host that is asked for checks, and answers as it is told: by path, or the same on all others. */
public final class CheckHost implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, Reply> replies = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicInteger present = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private volatile Reply others = new Reply(200, "", Map.of());

    private record Reply(int status, String body, Map<String, String> headers) {}

    public CheckHost() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().toString();
            asked.add(path);
            most.accumulateAndGet(present.incrementAndGet(), Math::max);
            var reply = replies.getOrDefault(path, others);
            if (reply.status() == 0) {
                await();
                return;
            }
            reply.headers().forEach(exchange.getResponseHeaders()::set);
            var body = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } finally {
            present.decrementAndGet();
        }
    }

    private void await() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Such as {@code http://127.0.0.1:40000/}. */
    public String url() {
        return "http://127.0.0.1:%d/".formatted(server.getAddress().getPort());
    }

    public void answers(int status) {
        answers(status, "");
    }

    public void answers(int status, String body) {
        others = new Reply(status, body, Map.of());
    }

    public void answers(String path, int status, String body, Map<String, String> headers) {
        replies.put(path, new Reply(status, body, headers));
    }

    /** It takes requests, and never answers. */
    public void hangs() {
        others = new Reply(0, "", Map.of());
    }

    /** The paths that were asked for, in order. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    /** How many requests were here at once, at most. */
    public int mostAtOnce() {
        return most.get();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
