package dev.waybill.logs;

import dev.waybill.logs.LogStore.Chunk;
import dev.waybill.logs.text.Bytes;
import dev.waybill.logs.text.LineKind;
import dev.waybill.logs.text.Style;

/**
 * Reads a log once, chunk by chunk, and notes what readers need to find their way. It continues when the log has grown. Not
 * thread-safe.
 */
final class LineScan implements ChunkReader {
    /** How much of a line tells its kind. */
    static final int HEAD = 512;

    private final LineMarks marks = new LineMarks();
    private final Landmarks landmarks = new Landmarks();
    private final Style style = new Style();
    private final byte[] head = new byte[HEAD];
    private int headLength;
    private boolean isOwn;
    private boolean isInLine;
    private long ended;
    private long offset;

    LineMarks marks() {
        return marks;
    }

    Landmarks landmarks() {
        return landmarks;
    }

    @Override
    public long offset() {
        return offset;
    }

    /** How many lines there are; an unfinished last one counts. */
    long lines() {
        return ended + (isInLine ? 1 : 0);
    }

    @Override
    public boolean isDone() {
        return false;
    }

    @Override
    public void read(Chunk chunk) {
        var bytes = chunk.bytes();
        landmarks.heard(chunk.at(), lines());
        for (var at = (int) (offset - chunk.start()); at < bytes.length; ) {
            if (!isInLine) {
                begin(chunk, at);
            }
            var end = lineEnd(bytes, at);
            keepHead(bytes, at, end);
            style.read(bytes, at, end);
            if (end < bytes.length) {
                endLine(chunk);
            }
            at = end + 1;
        }
        offset = chunk.start() + bytes.length;
    }

    private void begin(Chunk chunk, int at) {
        isInLine = true;
        isOwn = chunk.isOwn();
        headLength = 0;
        marks.offer(ended + 1, chunk.start() + at, style);
    }

    private void keepHead(byte[] bytes, int from, int to) {
        var more = Math.min(to - from, HEAD - headLength);
        System.arraycopy(bytes, from, head, headLength, more);
        headLength += more;
    }

    private void endLine(Chunk chunk) {
        isInLine = false;
        ended++;
        var kind = LineKind.of(head, headLength, isOwn);
        if (kind != LineKind.PLAIN && kind != LineKind.OWN) {
            landmarks.line(ended, kind, chunk.at(), LineKind.name(head, headLength));
        }
    }

    /** The position of the next line break, or the end of the bytes. */
    static int lineEnd(byte[] bytes, int from) {
        return Bytes.indexOf((byte) '\n', bytes, from, bytes.length);
    }
}
