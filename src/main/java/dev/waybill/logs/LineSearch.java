package dev.waybill.logs;

import dev.waybill.logs.LineMarks.Mark;
import dev.waybill.logs.LogStore.Chunk;
import dev.waybill.logs.text.PlainText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Finds the lines that contain a text, whatever the case of their letters. Not thread-safe. */
final class LineSearch implements ChunkReader {
    private final byte[] wanted;
    private final boolean isAscii;
    private final String text;
    private final long from;
    private final int limit;
    private final long end;
    private final byte[] head = new byte[LineReader.LONGEST];
    private final List<Long> found = new ArrayList<>();
    private int length;
    private boolean isInLine;
    private long number;
    private long offset;

    /**
     * Begins at a mark before the first line that counts.
     *
     * @param effort how many bytes to look at; more only to reach the end of a first line
     */
    LineSearch(String text, Mark mark, long from, int limit, long effort) {
        this.text = text.toLowerCase(Locale.ROOT);
        this.wanted = this.text.getBytes(StandardCharsets.UTF_8);
        this.isAscii = wanted.length == text.length();
        this.from = from;
        this.limit = limit;
        this.end = mark.offset() + effort;
        this.number = mark.line();
        this.offset = mark.offset();
    }

    @Override
    public long offset() {
        return offset;
    }

    /** The first line that was not looked at, or not completely. */
    long next() {
        return number;
    }

    @Override
    public boolean isDone() {
        return isFull() || offset >= end && number > from;
    }

    private boolean isFull() {
        return found.size() >= limit;
    }

    List<Long> found() {
        return found;
    }

    @Override
    public void read(Chunk chunk) {
        var bytes = chunk.bytes();
        for (var at = (int) (offset - chunk.start()); at < bytes.length && !isFull(); ) {
            var lineEnd = LineScan.lineEnd(bytes, at);
            if (number >= from) {
                var some = Math.min(lineEnd - at, head.length - length);
                System.arraycopy(bytes, at, head, length, some);
                length += some;
            }
            isInLine = lineEnd == bytes.length;
            if (!isInLine) {
                end();
            }
            at = lineEnd + 1;
        }
        offset = chunk.start() + bytes.length;
    }

    /** Ends an unfinished last line. */
    void end() {
        if (number >= from && contains()) {
            found.add(number);
        }
        number++;
        length = 0;
        isInLine = false;
    }

    boolean isInLine() {
        return isInLine;
    }

    private boolean contains() {
        var plain = PlainText.strip(head, 0, length, head);
        if (isAscii) {
            PlainText.lower(head, plain);
            return PlainText.contains(head, plain, wanted);
        }
        return new String(head, 0, plain, StandardCharsets.UTF_8)
                .toLowerCase(Locale.ROOT)
                .contains(text);
    }
}
