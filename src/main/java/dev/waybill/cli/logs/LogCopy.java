package dev.waybill.cli.logs;

import dev.waybill.cli.client.Api;
import dev.waybill.cli.client.CallFailed;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Copies the log of a deploy, from where it was left: an answer that breaks off loses nothing and repeats nothing. */
final class LogCopy {
    /** What a look at the log found. */
    enum Found {
        /** Some of it; there may be more. */
        SOMETHING,
        /** Nothing behind what was copied already. */
        NOTHING
    }

    private static final int PARTIAL = 206;

    private final Api api;
    private final String path;
    private final @Nullable LogSink sink;
    private final Consumer<JsonNode> pages;
    private final Runnable beforeWriting;
    private long offset;

    /**
     * @param path of the deploy
     * @param from where in the log to begin
     * @param sink gets the bytes; null to hand the API's pages to {@code pages} instead
     */
    LogCopy(Api api, String path, long from, @Nullable LogSink sink, Consumer<JsonNode> pages, Runnable beforeWriting) {
        this.api = api;
        this.path = path;
        this.offset = from;
        this.sink = sink;
        this.pages = pages;
        this.beforeWriting = beforeWriting;
    }

    /** Copies what is there now. @param wait how many seconds the server may wait for something, if there is nothing */
    Found copy(int wait) throws CallFailed, InterruptedException {
        // Pages hold text; only the raw log has every byte. So a small page tells whether there is something.
        var page = api.get("%slog/?offset=%d&wait=%d%s".formatted(path, offset, wait, sink == null ? "" : "&limit=1"));
        if (page.path("chunks").isEmpty()) {
            return Found.NOTHING;
        }
        if (sink == null) {
            pages.accept(page);
            offset = page.path("nextOffset").asLong(offset);
        } else {
            copyBytes(sink);
        }
        return Found.SOMETHING;
    }

    private void copyBytes(LogSink to) throws CallFailed, InterruptedException {
        var answer = api.open(path + "log/raw", Map.of("Range", "bytes=%d-".formatted(offset)));
        try (var in = answer.body()) {
            if (answer.status() == PARTIAL || answer.status() != Api.EMPTY_RANGE && isSkipped(in)) {
                pass(in, to);
            }
        } catch (IOException e) {
            return; // closing what has broken off
        }
    }

    /** Goes to the offset in an answer that begins at 0, as one does that a proxy has cut the range from. */
    private boolean isSkipped(InputStream in) {
        try {
            in.skipNBytes(offset);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void pass(InputStream in, LogSink to) throws CallFailed {
        var buffer = new byte[64 * 1024];
        for (var read = read(in, buffer); read >= 0; read = read(in, buffer)) {
            beforeWriting.run();
            to.write(buffer, read);
            offset += read;
        }
    }

    /** As {@code InputStream.read}; an answer that breaks off has ended, and the next look goes on behind it. */
    private static int read(InputStream in, byte[] buffer) {
        try {
            return in.read(buffer);
        } catch (IOException e) {
            return -1;
        }
    }
}
