package dev.waybill.http;

import dev.waybill.store.Signals;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.util.NanoTime;
import tools.jackson.databind.json.JsonMapper;

/** Server-sent events, as they come. Belongs to the thread of one request. An {@link IOException} says that the client has gone. */
public final class EventStream {
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final int SMALL = 2 * 1024;

    private final OutputStream out;
    private final Signals.Subscription bell;
    private final BooleanSupplier isWelcome;

    private boolean goesOn;
    private long lastBeat = NanoTime.now();

    private EventStream(Context ctx, Signals.Subscription bell, BooleanSupplier isWelcome) throws IOException {
        this.out = ctx.res().getOutputStream(); // not Javalin's own stream, whose flush() does nothing
        this.bell = bell;
        this.isWelcome = isWelcome;
        this.goesOn = ctx.method() != HandlerType.HEAD; // nothing would tell us that such a client has gone
    }

    /**
     * Begins to answer.
     *
     * @param bell rings when there may be more to send
     * @param isWelcome whether the client may still listen; asked every 15 seconds
     */
    public static EventStream open(Context ctx, Signals.Subscription bell, BooleanSupplier isWelcome)
            throws IOException {
        Visits.last(ctx);
        ctx.res().setHeader("Content-Type", "text/event-stream");
        ctx.res().setHeader("Cache-Control", "no-store");
        ctx.res().setHeader("X-Accel-Buffering", "no"); // nginx gathers an answer otherwise
        ctx.res().setBufferSize(SMALL); // each event is sent at once, and a thousand followers have as many buffers
        var stream = new EventStream(ctx, bell, isWelcome);
        stream.write("retry: 1000\n\n");
        stream.flush();
        return stream;
    }

    /** Sends an event, with {@link #flush} at the latest. A client that comes back tells the id of the last that it got. */
    public void send(String name, long id, Object data) throws IOException {
        write("id: %d\nevent: %s\ndata: %s\n\n"
                .formatted(id, name, JsonMapper.shared().writeValueAsString(data)));
    }

    public void flush() throws IOException {
        out.flush();
    }

    /** Waits until there may be more to send; false if the stream should end. */
    public boolean await() throws IOException, InterruptedException {
        while (goesOn()) {
            if (bell.await(HEARTBEAT.minusMillis(NanoTime.millisSince(lastBeat)))) {
                return goesOn();
            }
        }
        return false;
    }

    /**
     * Whether the client may be sent more; to be asked by who does not wait. However much happens elsewhere, every 15 seconds it is
     * looked up whether the client is still welcome, and one that would get nothing else is sent a sign of life.
     */
    public boolean goesOn() throws IOException {
        if (goesOn && NanoTime.millisSince(lastBeat) >= HEARTBEAT.toMillis()) {
            lastBeat = NanoTime.now();
            goesOn = isWelcome.getAsBoolean();
            write(": still here\n\n");
            flush();
        }
        return goesOn && !bell.isOver();
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
