import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Asks for the same again and again over connections that are kept, each as soon as it was answered. One thread and no objects per
 * request, so that most of the machine is left to the server.
 */
final class Load implements AutoCloseable {
    /**
     * What came of it.
     *
     * @param latencies of each answer, in nanoseconds, shortest first
     * @param clientShare of one core that this client took
     */
    record Round(double perSecond, long[] latencies, double clientShare) {}

    private static final byte[] HEAD_END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int LARGEST = 4 * 1024 * 1024;

    private final Selector selector = Selector.open();
    private final List<Connection> connections = new ArrayList<>();
    private long[] latencies = new long[1 << 16];
    private int answers;

    Load(int port, int count) throws IOException {
        for (var i = 0; i < count; i++) {
            var channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
            channel.setOption(java.net.StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            connections.add(new Connection(channel, channel.register(selector, SelectionKey.OP_READ)));
        }
        connections.forEach(connection -> connection.key.attach(connection));
    }

    static byte[] get(String path, String token) {
        return "GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer %s\r\nAccept: */*\r\n\r\n".formatted(path, token).getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] page(String path, String cookie) {
        return "GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: %s\r\nAccept: text/html\r\n\r\n".formatted(path, cookie).getBytes(StandardCharsets.US_ASCII);
    }

    /** @throws IllegalStateException if anything but 200 is answered */
    Round run(byte[] request, Duration length) throws IOException {
        answers = 0;
        var cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        var begin = System.nanoTime();
        var end = begin + length.toNanos();
        for (var connection : connections) {
            connection.ask(request);
        }
        var open = connections.size();
        while (open > 0) {
            selector.select(1000);
            var now = System.nanoTime();
            for (var key : selector.selectedKeys()) {
                var connection = (Connection) key.attachment();
                if (connection.isAnswered()) {
                    note(System.nanoTime() - connection.askedAt);
                    if (now < end) {
                        connection.ask(request);
                    } else {
                        open--;
                    }
                }
            }
            selector.selectedKeys().clear();
            if (now > end + Duration.ofSeconds(30).toNanos()) {
                throw new IllegalStateException("no answer within 30 s");
            }
        }
        var took = System.nanoTime() - begin;
        var sorted = Arrays.copyOf(latencies, answers);
        Arrays.sort(sorted);
        return new Round(answers * 1e9 / took, sorted, (double) (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu) / took);
    }

    private void note(long nanos) {
        if (answers == latencies.length) {
            latencies = Arrays.copyOf(latencies, 2 * answers);
        }
        latencies[answers++] = nanos;
    }

    @Override
    public void close() throws IOException {
        for (var connection : connections) {
            connection.channel.close();
        }
        selector.close();
    }

    /** One connection, on which at most one request is under way. */
    private static final class Connection {
        private final SocketChannel channel;
        private final SelectionKey key;
        private ByteBuffer out;
        private byte[] request;
        private ByteBuffer in = ByteBuffer.allocateDirect(256 * 1024);
        private long askedAt;
        /** Of the whole answer; -1 while unknown, 0 if it comes in chunks. */
        private int length = -1;

        private Connection(SocketChannel channel, SelectionKey key) {
            this.channel = channel;
            this.key = key;
        }

        private void ask(byte[] wanted) throws IOException {
            if (request != wanted) {
                request = wanted;
                out = ByteBuffer.allocateDirect(wanted.length).put(wanted);
            }
            out.rewind();
            in.clear();
            length = -1;
            askedAt = System.nanoTime();
            while (out.hasRemaining()) {
                channel.write(out);
            }
        }

        private boolean isAnswered() throws IOException {
            if (channel.read(in) < 0) {
                throw new IOException("the server closed a connection: " + text());
            }
            if (!in.hasRemaining()) {
                if (in.capacity() >= LARGEST) {
                    throw new IOException("an answer was larger than " + LARGEST);
                }
                in = ByteBuffer.allocateDirect(2 * in.capacity()).put(in.flip());
            }
            if (length < 0) {
                readHead();
            }
            return length == 0 ? endsWith(LAST_CHUNK) : in.position() == length;
        }

        private void readHead() {
            var end = 0;
            while (end + HEAD_END.length <= in.position() && !matches(HEAD_END, end)) {
                end++;
            }
            if (end + HEAD_END.length > in.position()) {
                return;
            }
            var head = new byte[end];
            in.get(0, head);
            var text = new String(head, StandardCharsets.US_ASCII);
            if (!text.startsWith("HTTP/1.1 200")) {
                throw new IllegalStateException(new String(request, StandardCharsets.US_ASCII).lines().findFirst().orElse("") + " was answered: " + text());
            }
            var at = text.indexOf("Content-Length: ");
            length = at < 0 ? 0 : end + HEAD_END.length + number(text, at + "Content-Length: ".length());
        }

        private static int number(String text, int at) {
            var value = 0;
            for (var i = at; i < text.length() && Character.isDigit(text.charAt(i)); i++) {
                value = 10 * value + text.charAt(i) - '0';
            }
            return value;
        }

        private boolean endsWith(byte[] bytes) {
            return in.position() >= bytes.length && matches(bytes, in.position() - bytes.length);
        }

        private boolean matches(byte[] bytes, int at) {
            for (var i = 0; i < bytes.length; i++) {
                if (in.get(at + i) != bytes[i]) {
                    return false;
                }
            }
            return true;
        }

        private String text() {
            var bytes = new byte[in.position()];
            in.get(0, bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
