package dev.waybill.http;

import dev.waybill.logs.LogPage;
import dev.waybill.logs.Logs;
import dev.waybill.store.Signals;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * Server-sent events of a log: an event {@code log} for each part, whose id is the next offset, and one {@code end}. A client
 * that comes back with {@code Last-Event-ID} goes on where it was.
 */
public final class EventStream {
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final long PART = 256 * 1024;

    private EventStream() {}

    /** Follows a log; blocks until it has ended, the client has gone or the server goes down. */
    public static void follow(Context ctx, Logs logs, long deploy, long offset)
            throws IOException, InterruptedException {
        ctx.res().setHeader("Content-Type", "text/event-stream");
        ctx.res().setHeader("Cache-Control", "no-store");
        ctx.res().setHeader("X-Accel-Buffering", "no"); // nginx gathers an answer otherwise
        // Not Javalin's own stream, whose flush() does nothing: every event would wait for the end of the log.
        try (var growth = logs.subscribe(deploy)) {
            send(ctx.res().getOutputStream(), logs, growth, deploy, offset);
        } catch (IOException e) {
            return; // the client has gone
        }
    }

    private static void send(OutputStream out, Logs logs, Signals.Subscription growth, long deploy, long from)
            throws IOException, InterruptedException {
        write(out, "retry: 1000\n\n");
        var offset = from;
        while (true) {
            var page = logs.read(deploy, offset, PART);
            offset = page.nextOffset();
            if (!page.pieces().isEmpty()) {
                write(out, event("log", offset, Map.of("text", text(page), "nextOffset", offset)));
            }
            if (page.complete()) {
                write(out, event("end", offset, Map.of("nextOffset", offset)));
                return;
            }
            if (page.caughtUp() && !growth.await(HEARTBEAT)) {
                if (growth.isOver()) {
                    return;
                }
                write(out, ": still here\n\n");
            }
        }
    }

    private static String text(LogPage page) {
        return page.pieces().stream().map(LogPage.Piece::text).collect(Collectors.joining());
    }

    private static String event(String name, long id, Map<String, Object> data) {
        return "id: %d\nevent: %s\ndata: %s\n\n"
                .formatted(id, name, JsonMapper.shared().writeValueAsString(data));
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
