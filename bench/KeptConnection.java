import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** One connection to a server, on which at most one request is under way. Whoever closes its channel closes it. */
final class KeptConnection {
    private static final byte[] HEAD_END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final String LENGTH = "Content-Length: ";
    private static final int LARGEST = 4 * 1024 * 1024;
    private static final int UNKNOWN = -1;
    private static final int CHUNKED = 0;

    private final SocketChannel channel;
    private final ByteBuffer out;
    private ByteBuffer in = ByteBuffer.allocateDirect(256 * 1024);
    private long askedAt;
    private int length = UNKNOWN;

    /** Its key has this connection as its attachment. */
    KeptConnection(int port, Selector selector, byte[] request) throws IOException {
        channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, this);
        out = ByteBuffer.allocateDirect(request.length).put(request);
    }

    void ask() throws IOException {
        out.rewind();
        in.clear();
        length = UNKNOWN;
        askedAt = System.nanoTime();
        while (out.hasRemaining()) {
            channel.write(out);
        }
    }

    /** When the last request was sent, in terms of {@link System#nanoTime}. */
    long askedAt() {
        return askedAt;
    }

    /**
     * Reads what has come.
     *
     * @throws IllegalStateException if anything but 200 is answered
     */
    boolean isAnswered() throws IOException {
        if (channel.read(in) < 0) {
            throw new IOException("the server closed a connection: " + text(in.position()));
        }
        if (!in.hasRemaining()) {
            if (in.capacity() >= LARGEST) {
                throw new IOException("an answer was larger than " + LARGEST);
            }
            in = ByteBuffer.allocateDirect(2 * in.capacity()).put(in.flip());
        }
        if (length == UNKNOWN) {
            readHead();
        }
        return length == CHUNKED ? endsWith(LAST_CHUNK) : in.position() == length;
    }

    private void readHead() {
        var end = 0;
        while (end + HEAD_END.length <= in.position() && !matches(HEAD_END, end)) {
            end++;
        }
        if (end + HEAD_END.length > in.position()) {
            return;
        }
        var head = text(end);
        if (!head.startsWith("HTTP/1.1 200")) {
            throw new IllegalStateException("the answer is not 200: " + text(in.position()));
        }
        var at = head.indexOf(LENGTH);
        length = at < 0 ? CHUNKED : end + HEAD_END.length + number(head, at + LENGTH.length());
    }

    private static int number(String text, int at) {
        var end = at;
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        return Integer.parseInt(text.substring(at, end));
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

    private String text(int length) {
        var bytes = new byte[length];
        in.get(0, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
