package dev.waybill.http;

import dev.waybill.logs.LogPage;
import dev.waybill.logs.Logs;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * A log as server-sent events: an event {@code log} for each part, whose id is the next offset, and a final {@code
 * end}. A client that reconnects with {@code Last-Event-ID} continues from there.
 */
public final class LogStream {
    private static final long PART = 256 * 1024;

    private LogStream() {}

    /** Streams a log; blocks until it has ended, the client disconnects or the server shuts down. */
    public static void follow(Context ctx, Logs logs, long deploy, long from, BooleanSupplier isAuthorized)
            throws InterruptedException {
        try (var growth = logs.subscribe(deploy)) {
            var stream = EventStream.open(ctx, growth, isAuthorized);
            var offset = from;
            while (true) {
                var page = logs.read(deploy, offset, PART);
                offset = page.nextOffset();
                if (!page.pieces().isEmpty()) {
                    stream.send("log", offset, Map.of("text", text(page), "nextOffset", offset));
                }
                if (page.complete()) {
                    stream.send("end", offset, Map.of("nextOffset", offset));
                }
                stream.flush();
                if (page.complete() || !(page.caughtUp() ? stream.await() : stream.goesOn())) {
                    return;
                }
            }
        } catch (IOException e) {
            return; // the client has disconnected
        }
    }

    private static String text(LogPage page) {
        return page.pieces().stream().map(LogPage.Piece::text).collect(Collectors.joining());
    }
}
