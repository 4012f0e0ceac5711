package dev.waybill.http.lines;

import dev.waybill.http.EventStream;
import dev.waybill.logs.LinePage.Extent;
import dev.waybill.logs.Logs;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * A log as server-sent events for readers who look at its end: an event {@code lines} with the lines that are new, and a final
 * {@code end}. The id of an event is the number of its last line. Of many new lines only the last ones are sent, and only some times
 * a second, so that readers cost little however fast a log grows.
 */
public final class LineStream {
    private static final int LAST = 200;
    private static final Duration PAUSE = Duration.ofMillis(200);
    /** While a log grows faster than anybody reads. */
    private static final Duration LONG_PAUSE = Duration.ofSeconds(1);

    private LineStream() {}

    /**
     * Streams lines; blocks until the log has ended, the client disconnects or the server shuts down.
     *
     * @param after the last line that the client knows; it is sent again if it has been continued
     */
    public static void follow(Context ctx, Logs logs, long deploy, long after, BooleanSupplier isAuthorized)
            throws InterruptedException {
        try (var growth = logs.subscribe(deploy)) {
            var stream = EventStream.open(ctx, growth, isAuthorized);
            var known = after;
            var bytes = -1L;
            while (true) {
                var extent = logs.lines().extent(deploy);
                var pause = extent.lines() - known > LAST ? LONG_PAUSE : PAUSE;
                if (extent.scanned() != bytes && extent.isKnown()) {
                    known = send(stream, logs, deploy, known, extent);
                    bytes = extent.scanned();
                }
                var isOver = extent.complete() && extent.isKnown();
                if (isOver) {
                    stream.send("end", known, Map.of("lines", extent.lines()));
                }
                stream.flush();
                if (isOver || !(extent.isKnown() ? stream.await() : stream.goesOn())) {
                    return;
                }
                if (extent.isKnown()) {
                    Thread.sleep(pause);
                }
            }
        } catch (IOException e) {
            return; // the client has disconnected
        }
    }

    private static long send(EventStream stream, Logs logs, long deploy, long known, Extent extent) throws IOException {
        var from = Math.max(Math.max(1, known), extent.lines() - LAST + 1);
        stream.send("lines", extent.lines(), LineAnswers.json(logs.lines().lines(deploy, from, extent.lines())));
        return extent.lines();
    }
}
