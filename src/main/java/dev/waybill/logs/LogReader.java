package dev.waybill.logs;

import dev.waybill.logs.LogPage.Piece;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Builds a page of text from chunks of bytes: any offset is valid, and a character that crosses chunks stays whole. */
final class LogReader {
    private LogReader() {}

    /**
     * Reads a page.
     *
     * @param limit the approximate size in bytes; a page ends with the character that crosses it
     */
    static LogPage page(List<LogStore.Chunk> chunks, LogStore.State state, long offset, long limit) {
        var pieces = new ArrayList<Piece>();
        var open = new ByteArrayOutputStream();
        var next = offset;
        for (var chunk : chunks) {
            var from = Math.clamp(offset - chunk.start(), 0, chunk.bytes().length);
            var to = cut(chunk, offset, limit);
            if (from >= to) {
                break; // the limit was reached before this chunk
            }
            open.write(chunk.bytes(), from, to - from);
            var bytes = open.toByteArray();
            // A character at the end of the log, or before another one, cannot become longer.
            var isWhole = to < chunk.bytes().length || state.complete() && chunk.start() + to == state.storedEnd();
            var whole = bytes.length - (isWhole ? 0 : Utf8.unfinished(bytes, 0, bytes.length));
            add(pieces, bytes, whole, chunk.at());
            open.reset();
            open.write(bytes, whole, bytes.length - whole);
            next = chunk.start() + to - (bytes.length - whole);
            if (to < chunk.bytes().length) {
                break; // the limit was reached within this chunk
            }
        }
        var caughtUp = next >= state.storedEnd() || reachesEndButForHalfACharacter(next, state);
        return new LogPage(pieces, next, state.complete() && next >= state.storedEnd(), caughtUp);
    }

    /** The first offset, from the given one, at which a character begins. */
    static long characterStart(List<LogStore.Chunk> chunks, long offset) {
        var bytes = new ByteArrayOutputStream();
        for (var chunk : chunks) {
            var from = Math.clamp(offset - chunk.start(), 0, chunk.bytes().length);
            bytes.write(chunk.bytes(), from, Math.min(chunk.bytes().length - from, Utf8.LONGEST));
        }
        return offset + Utf8.nextStart(bytes.toByteArray(), 0);
    }

    private static boolean reachesEndButForHalfACharacter(long next, LogStore.State state) {
        return !state.complete() && state.storedEnd() - next < 4;
    }

    /** Where to end in a chunk: at the limit, and then at the next character. */
    private static int cut(LogStore.Chunk chunk, long offset, long limit) {
        var wanted = Math.clamp(offset + limit - chunk.start(), 0, chunk.bytes().length);
        return Utf8.nextStart(chunk.bytes(), wanted);
    }

    private static void add(List<Piece> pieces, byte[] bytes, int length, Instant at) {
        if (length > 0) {
            pieces.add(new Piece(new String(bytes, 0, length, StandardCharsets.UTF_8), at));
        }
    }
}
