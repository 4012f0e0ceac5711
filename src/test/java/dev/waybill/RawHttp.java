package dev.waybill;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** A connection to a server on which a test writes what no HTTP client would, and reads what comes back. */
public final class RawHttp implements AutoCloseable {
    private static final Duration MOMENT = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Socket socket;

    private RawHttp(Socket socket) {
        this.socket = socket;
    }

    /** @param patience after which a read fails as a hang */
    public static RawHttp connect(String url, Duration patience) throws IOException {
        return connect(url, patience, 0);
    }

    /** @param receiveBuffer in bytes, so that a reader that stops is soon noticed; 0 for what is usual */
    public static RawHttp connect(String url, Duration patience, int receiveBuffer) throws IOException {
        var uri = URI.create(url);
        var socket = new Socket();
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), (int) patience.toMillis());
        socket.setSoTimeout((int) patience.toMillis());
        return new RawHttp(socket);
    }

    /** An answer; its headers by lower-case name, one that comes twice joined by a comma. */
    public record Answer(int status, Map<String, String> headers, byte[] body) {
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        public String type() {
            return headers.getOrDefault("content-type", "");
        }
    }

    public void write(String text) throws IOException {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    public void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** Says that nothing more will come. */
    public void endOutput() throws IOException {
        socket.shutdownOutput();
    }

    /** Waits so long for the server to say something or to hang up; true if it did. */
    public boolean hears(Duration wait) throws IOException {
        var patience = socket.getSoTimeout();
        socket.setSoTimeout((int) wait.toMillis());
        try {
            pushedBack = socket.getInputStream().read();
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } finally {
            socket.setSoTimeout(patience);
        }
    }

    private int pushedBack = NOTHING;
    private static final int NOTHING = -2;

    private int next() throws IOException {
        if (pushedBack != NOTHING) {
            var first = pushedBack;
            pushedBack = NOTHING;
            return first;
        }
        return socket.getInputStream().read();
    }

    /** Reads until the server hangs up. */
    public byte[] readAll() throws IOException {
        var all = new ByteArrayOutputStream();
        for (var next = next(); next >= 0; next = next()) {
            all.write(next);
            all.write(socket.getInputStream()
                    .readNBytes(Math.max(0, socket.getInputStream().available())));
        }
        return all.toByteArray();
    }

    /** Reads the head of an answer, and nothing of its body. Empty if the server hung up instead. */
    public Optional<Answer> readHead() throws IOException {
        var status = line();
        if (status.isEmpty()) {
            return Optional.empty();
        }
        var headers = new LinkedHashMap<String, String>();
        for (var line = line(); !line.isEmpty(); line = line()) {
            var parts = line.split(":", 2);
            headers.merge(parts[0].toLowerCase(Locale.ROOT), parts[1].strip(), (one, other) -> one + "," + other);
        }
        return Optional.of(new Answer(Integer.parseInt(status.split(" ")[1]), headers, new byte[0]));
    }

    /** Reads answers until one ends the connection, is a stream (of which only the beginning is read), or so many came. */
    public List<Answer> readAnswers(int most, boolean isHead) throws IOException {
        var answers = new ArrayList<Answer>();
        while (answers.size() < most) {
            var head = readHead();
            if (head.isEmpty()) {
                break;
            }
            var answer = head.get();
            if (answer.status() == 100) {
                continue;
            }
            if (answer.type().equals("text/event-stream") && answer.status() == 200) {
                answers.add(new Answer(200, answer.headers(), isHead ? new byte[0] : beginning()));
                break;
            }
            var body = isHead ? new byte[0] : unpacked(answer, body(answer));
            answers.add(new Answer(answer.status(), answer.headers(), body));
            if (answer.headers().getOrDefault("connection", "").contains("close")) {
                break;
            }
        }
        return answers;
    }

    /** What comes of a stream until there is a pause, or for a moment. */
    private byte[] beginning() throws IOException {
        var all = new ByteArrayOutputStream();
        var end = System.nanoTime() + MOMENT.toNanos();
        while (System.nanoTime() < end && hears(PAUSE) && pushedBack >= 0) {
            all.write(next());
            all.write(socket.getInputStream().readNBytes(socket.getInputStream().available()));
        }
        return all.toByteArray();
    }

    private static byte[] unpacked(Answer answer, byte[] body) throws IOException {
        if (!answer.headers().getOrDefault("content-encoding", "").equals("gzip") || body.length == 0) {
            return body;
        }
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return gzip.readAllBytes();
        }
    }

    private byte[] body(Answer answer) throws IOException {
        if (answer.status() == 204 || answer.status() == 304) {
            return new byte[0];
        }
        if (answer.headers().getOrDefault("transfer-encoding", "").contains("chunked")) {
            return chunks();
        }
        var length = answer.headers().get("content-length");
        return length == null ? readAll() : bytes(Integer.parseInt(length));
    }

    private byte[] chunks() throws IOException {
        var all = new ByteArrayOutputStream();
        for (var size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            all.write(bytes(size));
            line();
        }
        line();
        return all.toByteArray();
    }

    private byte[] bytes(int count) throws IOException {
        var bytes = socket.getInputStream().readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException("the answer broke off after %d of %d bytes".formatted(bytes.length, count));
        }
        return bytes;
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (var next = next(); next >= 0 && next != '\n'; next = next()) {
            line.write(next);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    /** Where its bytes come from, for those who read them their own way. */
    public InputStream in() throws IOException {
        return socket.getInputStream();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
