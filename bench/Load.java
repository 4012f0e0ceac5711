import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;

/**
 * Asks for the same again and again over connections that are kept, each as soon as it was answered. One thread and no objects per
 * request, so that most of the machine is left to the server. Each round has connections of its own, since a server closes those that
 * are idle between two rounds for too long.
 */
final class Load implements AutoCloseable {
    /**
     * What came of it.
     *
     * @param latencies of each answer, in nanoseconds, shortest first
     * @param clientShare of one core that this client took
     */
    record Round(double perSecond, long[] latencies, double clientShare) {}

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Selector selector = Selector.open();
    private long[] latencies = new long[1 << 16];
    private int answers;

    private Load() throws IOException {}

    static byte[] get(String path, String token) {
        return "GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer %s\r\nAccept: */*\r\n\r\n".formatted(path, token).getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] page(String path, String cookie) {
        return "GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: %s\r\nAccept: text/html\r\n\r\n".formatted(path, cookie).getBytes(StandardCharsets.US_ASCII);
    }

    /** @throws IllegalStateException if anything but 200 is answered */
    static Round run(int port, int connections, byte[] request, Duration length) throws IOException {
        try (var load = new Load()) {
            return load.run(load.open(port, connections, request), length);
        }
    }

    /** How long one request takes on a new connection, in milliseconds. */
    static double once(int port, byte[] request) throws IOException {
        return run(port, 1, request, Duration.ZERO).latencies()[0] / 1e6;
    }

    private ArrayList<KeptConnection> open(int port, int count, byte[] request) throws IOException {
        var connections = new ArrayList<KeptConnection>();
        for (var i = 0; i < count; i++) {
            connections.add(new KeptConnection(port, selector, request));
        }
        return connections;
    }

    private Round run(ArrayList<KeptConnection> connections, Duration length) throws IOException {
        var cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        var begin = System.nanoTime();
        var end = begin + length.toNanos();
        for (var connection : connections) {
            connection.ask();
        }
        var open = connections.size();
        while (open > 0) {
            selector.select(1000);
            open -= answered(end);
            if (System.nanoTime() > end + PATIENCE.toNanos()) {
                throw new IllegalStateException("no answer within " + PATIENCE);
            }
        }
        var took = System.nanoTime() - begin;
        var sorted = Arrays.copyOf(latencies, answers);
        Arrays.sort(sorted);
        return new Round(answers * 1e9 / took, sorted, (double) (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu) / took);
    }

    /** Takes the answers that have come and asks again, until the end; says how many connections have nothing more to do. */
    private int answered(long end) throws IOException {
        var done = 0;
        var now = System.nanoTime();
        for (var key : selector.selectedKeys()) {
            var connection = (KeptConnection) key.attachment();
            if (connection.isAnswered()) {
                note(System.nanoTime() - connection.askedAt());
                if (now < end) {
                    connection.ask();
                } else {
                    done++;
                }
            }
        }
        selector.selectedKeys().clear();
        return done;
    }

    private void note(long nanos) {
        if (answers == latencies.length) {
            latencies = Arrays.copyOf(latencies, 2 * answers);
        }
        latencies[answers++] = nanos;
    }

    @Override
    public void close() throws IOException {
        for (var key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}
