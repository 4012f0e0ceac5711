package dev.waybill.cli.logs;

import dev.waybill.cli.client.Api;
import dev.waybill.cli.client.CallFailed;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Copies the log of a deploy in pieces: an aborted response loses and repeats nothing. */
final class LogCopy {
    /** What one request found. */
    enum Found {
        /** Some of it; there may be more. */
        SOMETHING,
        /** Nothing new. */
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

    /** Copies what is there now. @param wait how many seconds the server waits for new output */
    Found copy(int wait) throws CallFailed, InterruptedException {
        // Pages are text; only the raw log has every byte. So a small page tells whether there is anything.
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
            return; // closing an aborted response
        }
    }

    /** Skips to the offset in a response that begins at 0 because a proxy removed the range. */
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

    /** As {@code InputStream.read}; an aborted response counts as ended, and the next request continues after it. */
    private static int read(InputStream in, byte[] buffer) {
        try {
            return in.read(buffer);
        } catch (IOException e) {
            return -1;
        }
    }
}
