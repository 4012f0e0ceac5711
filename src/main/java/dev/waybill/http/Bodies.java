package dev.waybill.http;

import dev.waybill.errors.Invalid;
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

/** Reads bodies, up to a limit of size and of time. */
public final class Bodies {
    private static final int LARGEST = 1024 * 1024;
    private static final long LARGEST_THROWN_AWAY = 16L * 1024 * 1024;

    private Bodies() {}

    /**
     * The body; empty if there is none.
     *
     * @throws Invalid if it does not come whole
     * @throws ContentTooLargeResponse if it is larger than 1 MiB, after some of the rest was read and thrown away: a client that
     *     is still sending would not get to read the answer
     * @throws HttpResponseException with status 408 if it takes longer than {@link Limits#body}, however steadily it comes
     */
    public static byte[] read(Context ctx) {
        var connection = ServletContextRequest.getServletContextRequest(ctx.req())
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint();
        var idle = connection.getIdleTimeout();
        try {
            return readWhole(ctx, connection, ctx.appData(Limits.KEY).body());
        } catch (TimeoutException e) {
            throw new HttpResponseException(408);
        } catch (IOException e) {
            if (e.getCause() instanceof TimeoutException) {
                throw new HttpResponseException(408);
            }
            throw new Invalid("invalid_body", "The body broke off or was not well formed");
        } finally {
            connection.setIdleTimeout(idle);
        }
    }

    private static byte[] readWhole(Context ctx, EndPoint connection, Duration longest)
            throws IOException, TimeoutException {
        var began = NanoTime.now();
        var in = ctx.req().getInputStream();
        var body = new ByteArrayOutputStream();
        var buffer = new byte[8 * 1024];
        for (var total = 0L; total <= LARGEST + LARGEST_THROWN_AWAY; ) {
            waitAtMost(longest.toMillis() - NanoTime.millisSince(began), connection);
            var read = in.read(buffer);
            if (read < 0) {
                if (total > LARGEST) {
                    break;
                }
                return body.toByteArray();
            }
            total += read;
            if (total <= LARGEST) {
                body.write(buffer, 0, read);
            }
        }
        throw new ContentTooLargeResponse();
    }

    /** Jetty's idle time alone would begin anew with each byte. */
    private static void waitAtMost(long millis, EndPoint connection) throws TimeoutException {
        if (millis <= 0) {
            throw new TimeoutException();
        }
        if (millis < connection.getIdleTimeout()) {
            connection.setIdleTimeout(millis);
        }
    }
}
