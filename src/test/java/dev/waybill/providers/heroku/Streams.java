package dev.waybill.providers.heroku;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;

/** The output streams of a fake Heroku: each begins anew for everybody who opens it. */
final class Streams {
    private static final byte[] NOTHING = {0, 0, 0};

    private final CountDownLatch closed;
    /** After how many bytes the next ones are cut off. */
    private final Queue<Integer> cuts = new ArrayDeque<>();

    /** Streams stay open after their output until this is zero. */
    volatile CountDownLatch open = new CountDownLatch(0);

    volatile int status = 200;

    Streams(CountDownLatch closed) {
        this.closed = closed;
    }

    synchronized void cutAfter(int bytes) {
        cuts.add(bytes);
    }

    private synchronized int cut(int length) {
        return cuts.isEmpty() ? length : Math.min(length, cuts.remove());
    }

    void serve(HttpExchange exchange, String output) throws IOException {
        if (status != 200) {
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        var all = output.getBytes(StandardCharsets.UTF_8);
        var count = cut(all.length);
        exchange.sendResponseHeaders(200, all.length + 2L * NOTHING.length); // a stream that ends sooner is cut off
        var body = exchange.getResponseBody();
        body.write(NOTHING);
        body.write(Arrays.copyOf(all, count));
        body.flush();
        if (count < all.length) {
            return;
        }
        try {
            open.await();
        } catch (InterruptedException e) {
            return;
        }
        if (closed.getCount() > 0) {
            body.write(NOTHING);
        }
    }
}
