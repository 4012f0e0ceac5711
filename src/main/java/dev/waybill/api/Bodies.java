package dev.waybill.api;

import dev.waybill.errors.Invalid;
import io.javalin.http.ContentTooLargeResponse;
import io.javalin.http.Context;
import java.io.IOException;

/** Reads bodies, up to a limit. */
final class Bodies {
    private static final int LARGEST = 1024 * 1024;
    private static final long LARGEST_THROWN_AWAY = 16L * 1024 * 1024;

    private Bodies() {}

    /**
     * The body; empty if there is none.
     *
     * @throws Invalid if it does not come whole
     * @throws ContentTooLargeResponse if it is larger than 1 MiB, after some of the rest was read and thrown away: a client that
     *     is still sending would not get to read the answer
     */
    static byte[] read(Context ctx) {
        try {
            return readWhole(ctx);
        } catch (IOException e) {
            throw new Invalid(
                    "invalid_body", "The body broke off, came too slowly or was not well formed: " + e.getMessage());
        }
    }

    private static byte[] readWhole(Context ctx) throws IOException {
        var in = ctx.req().getInputStream();
        var body = in.readNBytes(LARGEST);
        var more = in.readNBytes(1).length;
        if (more == 0) {
            return body;
        }
        var buffer = new byte[64 * 1024];
        for (var rest = LARGEST_THROWN_AWAY; rest > 0; ) {
            var read = in.read(buffer);
            if (read < 0) {
                break;
            }
            rest -= read;
        }
        throw new ContentTooLargeResponse();
    }
}
