package dev.waybill.logs;

import dev.waybill.logs.LineMarks.Mark;
import dev.waybill.logs.LinePage.Line;
import dev.waybill.logs.LogStore.Chunk;
import dev.waybill.logs.text.LineKind;
import dev.waybill.logs.text.Style;
import dev.waybill.logs.text.Tail;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Collects consecutive lines from chunks. Of long lines it keeps little, however long they are. Not thread-safe. */
final class LineReader implements ChunkReader {
    /** How much of a long line is kept, in bytes. */
    static final int LONGEST = 16 * 1024;

    private static final int LARGEST = 1024 * 1024;

    private final long from;
    private final long to;
    private final Style style;
    private final List<Line> lines = new ArrayList<>();
    private final byte[] head = new byte[LONGEST];
    private final Tail tail = new Tail(LONGEST);
    private long number;
    private long offset;
    private long length;
    private long collected;
    private boolean isInLine;
    private boolean isOwn;
    private Instant at = Instant.EPOCH;
    private String styleOfLine = "";

    /** Begins at a mark before the lines. */
    LineReader(Mark mark, long from, long to) {
        this.from = from;
        this.to = to;
        this.number = mark.line();
        this.offset = mark.offset();
        this.style = Style.at(mark.style());
    }

    @Override
    public long offset() {
        return offset;
    }

    @Override
    public boolean isDone() {
        return number > to || collected >= LARGEST;
    }

    @Override
    public void read(Chunk chunk) {
        var bytes = chunk.bytes();
        for (var next = (int) (offset - chunk.start()); next < bytes.length && !isDone(); ) {
            if (!isInLine) {
                begin(chunk);
            }
            var end = LineScan.lineEnd(bytes, next);
            if (number >= from) {
                keep(bytes, next, end);
            }
            style.read(bytes, next, end);
            if (end < bytes.length) {
                end();
            }
            next = end + 1;
        }
        offset = chunk.start() + bytes.length;
    }

    private void begin(Chunk chunk) {
        isInLine = true;
        isOwn = chunk.isOwn();
        at = chunk.at();
        length = 0;
        tail.clear();
        styleOfLine = number >= from ? style.text() : "";
    }

    private void keep(byte[] bytes, int start, int end) {
        if (length < LONGEST) {
            System.arraycopy(bytes, start, head, (int) length, (int) Math.min(end - start, LONGEST - length));
        }
        if (length + end - start > LONGEST) {
            tail.add(bytes, (int) Math.max(start, start + LONGEST - length), end);
        }
        length += end - start;
    }

    private void end() {
        if (number >= from) {
            lines.add(line());
        }
        isInLine = false;
        number++;
    }

    private Line line() {
        var kept = (int) Math.min(length, LONGEST);
        var kind = LineKind.of(head, Math.min(kept, LineScan.HEAD), isOwn);
        var last = length > LONGEST ? tail.afterReturn() : null;
        var text = last != null
                ? last
                : Arrays.copyOf(head, kept - (length > LONGEST ? Utf8.unfinished(head, 0, kept) : 0));
        collected += text.length;
        return new Line(new String(text, StandardCharsets.UTF_8), styleOfLine, at, kind, length, length > LONGEST);
    }

    /** The lines, with an unfinished last one. */
    List<Line> lines() {
        if (isInLine && number >= from && !isDone()) {
            lines.add(line());
            isInLine = false;
        }
        return lines;
    }
}
