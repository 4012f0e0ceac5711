package dev.waybill.http.lines;

import dev.waybill.http.EventStream;
import dev.waybill.http.Shared;
import dev.waybill.logs.Logs;
import dev.waybill.spi.Time;
import dev.waybill.store.Signals;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A log as server-sent events for readers who look at its end: an event {@code lines} with the lines that are new, and a final
 * {@code end}. The id of an event is the number of its last line. All readers of a log share what is sent to them. Thread-safe.
 */
public final class LineStream {
    private final Logs logs;
    private final Time time;
    private final Shared<Long, LogEnd> ends = new Shared<>();

    public LineStream(Logs logs, Time time) {
        this.logs = logs;
        this.time = time;
    }

    /**
     * Streams lines; blocks until the log has ended, the client disconnects or the server shuts down.
     *
     * @param after the last line that the client knows; it is sent again if it has been continued
     */
    public void follow(Context ctx, long deploy, long after, BooleanSupplier isAuthorized) throws InterruptedException {
        var end = ends.enter(deploy, () -> new LogEnd(logs, deploy, time));
        try (var growth = logs.subscribe(deploy)) {
            follow(EventStream.open(ctx, growth, isAuthorized), end, growth, after);
        } catch (IOException e) {
            return; // the client has disconnected
        } finally {
            ends.leave(deploy);
        }
    }

    private static void follow(EventStream stream, LogEnd end, Signals.Subscription growth, long after)
            throws IOException, InterruptedException {
        var known = after;
        var bytes = -1L;
        @Nullable Look seen = null;
        do {
            var look = end.after(seen, growth);
            var extent = look.extent();
            if (extent.isKnown() && extent.scanned() != bytes) {
                stream.send(look.linesAfter(known));
                known = extent.lines();
                bytes = extent.scanned();
            }
            if (look.isOver()) {
                stream.send("end", known, Map.of("lines", extent.lines()));
            }
            stream.flush();
            seen = look;
        } while (!seen.isOver() && (seen.isLast(growth) ? stream.await() : stream.goesOn()));
    }
}
