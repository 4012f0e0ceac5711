package dev.waybill.http;

import dev.waybill.errors.Invalid;
import dev.waybill.errors.Unavailable;
import io.javalin.http.ContentTooLargeResponse;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.NanoTime;

/** Reads request bodies, limited in size and time, and within the memory of {@link BodyBudget}. */
public final class Bodies {
    private static final int KIB = 1024;
    private static final int BUFFER = 4 * KIB;

    private final Context ctx;
    private final EndPoint connection;
    private final BodyBudget.Claim claim;
    private final Kind kind;

    /**
     * Limits for a kind of client.
     *
     * @param largest maximum size in KiB
     * @param discarded how much of a body that is too large is read and discarded, in KiB
     * @param longest maximum time to read the body, if shorter than {@link Limits#body}
     */
    private record Kind(BodyBudget.Sender sender, int largest, int discarded, Duration longest, String tooLarge) {}

    private static final Kind AUTHENTICATED = new Kind(
            BodyBudget.Sender.AUTHENTICATED,
            KIB,
            16 * KIB,
            Duration.ofHours(1),
            "The body is larger than 1 MiB, the maximum of this server");
    private static final Kind ANONYMOUS = new Kind(
            BodyBudget.Sender.ANONYMOUS,
            8,
            2 * KIB,
            Duration.ofSeconds(10),
            "The body is larger than 8 KiB, the maximum before signing in");
    private static final Kind WEBHOOK = new Kind(
            BodyBudget.Sender.WEBHOOK,
            KIB,
            2 * KIB,
            Duration.ofSeconds(10),
            "The body is larger than 1 MiB, the maximum for webhooks");

    private Bodies(Context ctx, Kind kind) {
        var request = ServletContextRequest.getServletContextRequest(ctx.req());
        this.ctx = ctx;
        this.connection = request.getConnectionMetaData().getConnection().getEndPoint();
        this.claim = ctx.appData(BodyBudget.KEY).claim(request, kind.sender());
        this.kind = kind;
    }

    /**
     * The body of an authenticated request; empty if it has none. Blocks.
     *
     * @throws Invalid if the body is incomplete
     * @throws Unavailable if other bodies use all memory reserved for them
     * @throws ContentTooLargeResponse if it is larger than 1 MiB. Up to 16 MiB of the rest are read and discarded
     *     first, because a client that is still sending would not read the response
     * @throws HttpResponseException with status 408 if it takes longer than {@link Limits#body}, even if data keeps
     *     arriving; with 415 if it is compressed
     */
    public static byte[] read(Context ctx) {
        return new Bodies(ctx, AUTHENTICATED).read();
    }

    /** Like {@link #read}, for requests that are not authenticated: at most 8 KiB, in at most 10 seconds. */
    static byte[] readAnonymous(Context ctx) {
        return new Bodies(ctx, ANONYMOUS).read();
    }

    /** Like {@link #readAnonymous}, for webhooks: at most 1 MiB. */
    static byte[] readWebhook(Context ctx) {
        return new Bodies(ctx, WEBHOOK).read();
    }

    private byte[] read() {
        BodyText.refuseCompressed(ctx);
        var idle = connection.getIdleTimeout();
        try {
            return readWhole();
        } catch (TimeoutException e) {
            throw new HttpResponseException(408);
        } catch (IOException e) {
            if (e.getCause() instanceof TimeoutException) {
                throw new HttpResponseException(408);
            }
            throw new Invalid("invalid_body", "The body was cut off or is malformed");
        } finally {
            connection.setIdleTimeout(idle);
        }
    }

    private byte[] readWhole() throws IOException, TimeoutException {
        var largest = kind.largest() * KIB;
        if (ctx.req().getContentLengthLong() > largest && ctx.header("Expect") != null) {
            throw new ContentTooLargeResponse(
                    kind.tooLarge()); // the client waits for 100 Continue before it sends the body
        }
        var deadline = NanoTime.now() + longest().toNanos();
        var in = ctx.req().getInputStream();
        var body = new ByteArrayOutputStream();
        var buffer = new byte[BUFFER];
        while (true) {
            waitUntil(deadline);
            var read = in.read(buffer);
            if (read < 0) {
                return body.toByteArray();
            }
            if (body.size() + read > largest) {
                claim.release();
                discard(deadline);
                throw new ContentTooLargeResponse(kind.tooLarge());
            }
            claim.grow(body.size() + read);
            body.write(buffer, 0, read);
        }
    }

    private void discard(long deadline) throws IOException, TimeoutException {
        var in = ctx.req().getInputStream();
        var buffer = new byte[BUFFER];
        for (var left = (long) kind.discarded() * KIB; left > 0; ) {
            waitUntil(deadline);
            var read = in.read(buffer);
            if (read < 0) {
                return;
            }
            left -= read;
        }
    }

    private Duration longest() {
        var usual = ctx.appData(Limits.KEY).body();
        return usual.compareTo(kind.longest()) < 0 ? usual : kind.longest();
    }

    /** Jetty's idle timeout alone would restart with every byte. */
    private void waitUntil(long deadline) throws TimeoutException {
        var millis = NanoTime.millisUntil(deadline);
        if (millis <= 0) {
            throw new TimeoutException();
        }
        if (millis < connection.getIdleTimeout()) {
            connection.setIdleTimeout(millis);
        }
    }
}
