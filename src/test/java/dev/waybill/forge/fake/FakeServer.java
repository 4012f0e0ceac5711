package dev.waybill.forge.fake;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Stream;

/** What all fake code hosts share: the socket, the requests that came, and what goes wrong. Thread-safe. */
final class FakeServer implements AutoCloseable {
    private static final Set<Integer> WITHOUT_BODY = Set.of(204, 304);

    private final HttpServer server;
    private final Function<Call, Reply> answers;
    private final Faults faults = new Faults();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final List<Integer> statuses = new CopyOnWriteArrayList<>();
    private final List<String> objections = new CopyOnWriteArrayList<>();
    private final CountDownLatch stopped = new CountDownLatch(1);

    private FakeServer(HttpServer server, Function<Call, Reply> answers) {
        this.server = server;
        this.answers = answers;
    }

    static FakeServer start(Function<Call, Reply> answers) {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var started = new FakeServer(server, answers);
            server.createContext("/", started::serve);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            return started;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    Faults faults() {
        return faults;
    }

    List<Call> calls() {
        return List.copyOf(calls);
    }

    /** The statuses of all answers, in the order in which they were sent; negative for those that were lost. */
    List<Integer> statuses() {
        return List.copyOf(statuses);
    }

    void object(List<String> more) {
        objections.addAll(more);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var call = Call.of(exchange);
            calls.add(call);
            switch (faults.next(call).orElse(null)) {
                case null -> send(exchange, answers.apply(call), false);
                case Faults.Answered fault -> send(exchange, fault.reply(), false);
                case Faults.Cut _ -> send(exchange, answers.apply(call), true);
                case Faults.Lost _ -> carryOut(call);
                case Faults.Hanging _ -> stopped.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            objections.add("the fake failed: " + e);
            throw e;
        }
    }

    /** Nobody gets this answer. */
    private void carryOut(Call call) {
        statuses.add(-answers.apply(call).status());
    }

    private void send(HttpExchange exchange, Reply reply, boolean isCut) throws IOException {
        var body = WITHOUT_BODY.contains(reply.status())
                ? new byte[0]
                : reply.body().getBytes(StandardCharsets.UTF_8);
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        statuses.add(reply.status());
        exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body, 0, isCut ? body.length / 2 : body.length);
        exchange.getResponseBody().flush();
    }

    /** Fails if a request was against the document, so that no test has to ask. */
    @Override
    public void close() {
        stopped.countDown();
        server.stop(0);
        assertThat(objections).as("requests against the document").isEmpty();
    }

    /** The objections of a request to what every request must have. */
    static List<String> objectionsToHeaders(Call call, Map<String, String> required) {
        var missing = required.entrySet().stream()
                .filter(it -> !call.header(it.getKey()).matches(it.getValue()))
                .map(it -> "%s has the header %s: %s".formatted(call, it.getKey(), call.header(it.getKey())));
        var forbidden = List.of("upgrade", "http2-settings").stream()
                .filter(call.headers()::containsKey)
                .map(it -> call + " has a header " + it);
        return Stream.concat(missing, forbidden).toList();
    }
}
