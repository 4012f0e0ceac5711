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

/**
 * A response of server-sent events. Confined to the thread of its request. An {@link IOException} means that the client
 * has disconnected.
 */
public final class EventStream {
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final int SMALL = 2 * 1024;

    private final OutputStream out;
    private final Signals.Subscription bell;
    private final BooleanSupplier isAuthorized;

    private boolean goesOn;
    private long lastBeat = NanoTime.now();

    private EventStream(Context ctx, Signals.Subscription bell, BooleanSupplier isAuthorized) throws IOException {
        this.out = ctx.res().getOutputStream(); // Javalin's stream has a flush() that does nothing
        this.bell = bell;
        this.isAuthorized = isAuthorized;
        this.goesOn =
                ctx.method() != HandlerType.HEAD; // nothing is written to HEAD, so a disconnect would go unnoticed
    }

    /**
     * Starts the response.
     *
     * @param bell rings when there may be more to send
     * @param isAuthorized whether the client still has permission; checked every 15 seconds
     */
    public static EventStream open(Context ctx, Signals.Subscription bell, BooleanSupplier isAuthorized)
            throws IOException {
        Visits.last(ctx);
        ctx.res().setHeader("Content-Type", "text/event-stream");
        ctx.res().setHeader("Cache-Control", "no-store");
        ctx.res().setHeader("X-Accel-Buffering", "no"); // otherwise nginx buffers the response
        ctx.res().setBufferSize(SMALL); // events are sent at once, so a large buffer for each follower would be wasted
        var stream = new EventStream(ctx, bell, isAuthorized);
        stream.write("retry: 1000\n\n");
        stream.flush();
        return stream;
    }

    /**
     * Buffers an event until {@link #flush}. A client that reconnects sends the id of the last event that it received.
     */
    public void send(String name, long id, Object data) throws IOException {
        send(event(name, id, data));
    }

    /** The same with an event that was made before, for all who get it. */
    public void send(byte[] event) throws IOException {
        out.write(event);
    }

    /** An event as it is sent. */
    public static byte[] event(String name, long id, Object data) {
        var json = JsonMapper.shared().writeValueAsString(data);
        return ("id: " + id + "\nevent: " + name + "\ndata: " + json + "\n\n").getBytes(StandardCharsets.UTF_8);
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
     * Whether to go on sending; for callers that do not use {@link #await}. Every 15 seconds it checks the client's
     * permission, and sends a comment if nothing else was sent, to detect a client that has disconnected.
     */
    public boolean goesOn() throws IOException {
        if (goesOn && NanoTime.millisSince(lastBeat) >= HEARTBEAT.toMillis()) {
            lastBeat = NanoTime.now();
            goesOn = isAuthorized.getAsBoolean();
            write(": still here\n\n");
            flush();
        }
        return goesOn && !bell.isOver();
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
