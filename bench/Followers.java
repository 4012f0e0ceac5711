import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Many who follow one stream of server-sent events. One thread reads for all of them and counts events. */
final class Followers implements AutoCloseable {
    private static final int OPEN_AT_ONCE = 100;

    private final Selector selector = Selector.open();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(64 * 1024);
    private long events;

    /** @param path of any stream of this server */
    Followers(Served server, String path, int count) throws IOException {
        this(server, path, "Authorization: Bearer " + server.token(), count);
    }

    /** @param identity the header by which the server knows them */
    Followers(Served server, String path, String identity, int count) throws IOException {
        var request = "GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\n%s\r\nAccept: text/event-stream\r\n\r\n".formatted(path, identity).getBytes(StandardCharsets.US_ASCII);
        for (var i = 0; i < count; i++) {
            var channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", server.port()));
            channel.write(ByteBuffer.wrap(request));
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
            if (i % OPEN_AT_ONCE == 0) {
                follow(Duration.ofMillis(20));
            }
        }
    }

    /** Reads for so long, and answers how many events came to all of them together. */
    long follow(Duration length) throws IOException {
        events = 0;
        for (var end = System.nanoTime() + length.toNanos(); System.nanoTime() < end; ) {
            selector.select(50);
            for (var key : selector.selectedKeys()) {
                read((SocketChannel) key.channel());
            }
            selector.selectedKeys().clear();
        }
        return events;
    }

    private void read(SocketChannel channel) throws IOException {
        buffer.clear();
        if (channel.read(buffer) < 0) {
            throw new IOException("the server ended a stream");
        }
        for (var i = 0; i + 1 < buffer.position(); i++) {
            if (buffer.get(i) == 'd' && buffer.get(i + 1) == 'a' && (i == 0 || buffer.get(i - 1) == '\n')) {
                events++; // a line of data
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (var key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}
