package dev.waybill.api.logs;

import dev.waybill.logs.LogPage;
import dev.waybill.logs.Logs;
import dev.waybill.wire.LogPageJson;
import io.javalin.http.Context;
import java.io.IOException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * A page of a log that is too large for memory: it is read and sent in parts. It has the same fields as {@link LogPageJson}, in
 * the same order, but no ETag, because that would need the whole page first.
 */
final class LargeLogPage {
    /** Larger pages are sent in parts. */
    static final long LARGE = 1024 * 1024;

    private static final long PART = 256 * 1024;

    private final Logs logs;
    private final long deploy;

    LargeLogPage(Logs logs, long deploy) {
        this.logs = logs;
        this.deploy = deploy;
    }

    /**
     * Sends the page.
     *
     * @param first the part that was already read
     * @param end the approximate end
     */
    void send(Context ctx, LogPage first, long end) throws IOException {
        ctx.res().setHeader("Content-Type", "application/json");
        try (var json = JsonMapper.shared().createGenerator(ctx.res().getOutputStream())) {
            json.writeStartObject();
            json.writeArrayPropertyStart("chunks");
            var page = first;
            writePieces(json, page);
            while (!page.caughtUp() && !page.pieces().isEmpty() && page.nextOffset() < end) {
                page = logs.read(deploy, page.nextOffset(), Math.min(PART, end - page.nextOffset()));
                writePieces(json, page);
            }
            json.writeEndArray();
            json.writeNumberProperty("nextOffset", page.nextOffset());
            json.writeBooleanProperty("complete", page.complete());
            json.writeBooleanProperty("caughtUp", page.caughtUp());
            json.writeEndObject();
        }
    }

    private static void writePieces(JsonGenerator json, LogPage page) {
        page.pieces().forEach(piece -> json.writePOJO(LogRoutes.json(piece)));
    }
}
