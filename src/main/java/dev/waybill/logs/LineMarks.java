package dev.waybill.logs;

import dev.waybill.logs.text.Style;
import java.util.Arrays;

/** Where lines of a log begin: one mark for about each 64 KB, so that any line is found by reading little. Not thread-safe. */
final class LineMarks {
    /** How far apart marks are at least, in bytes. */
    static final long APART = 64 * 1024;

    private long[] lines = {1};
    private long[] offsets = {0};
    private String[] styles = {""};
    private int count = 1;

    /**
     * The beginning of a line.
     *
     * @param style what is in force there
     */
    record Mark(long line, long offset, String style) {}

    /** Notes the beginning of a line after all others, if it is far enough from the last one. */
    void offer(long line, long offset, Style style) {
        if (offset - offsets[count - 1] >= APART) {
            add(new Mark(line, offset, style.text()));
        }
    }

    void add(Mark mark) {
        if (count == lines.length) {
            lines = Arrays.copyOf(lines, 2 * count);
            offsets = Arrays.copyOf(offsets, 2 * count);
            styles = Arrays.copyOf(styles, 2 * count);
        }
        lines[count] = mark.line();
        offsets[count] = mark.offset();
        styles[count] = mark.style();
        count++;
    }

    /** The last mark at or before a line. */
    Mark before(long line) {
        var found = Arrays.binarySearch(lines, 0, count, line);
        return at(found >= 0 ? found : Math.max(0, -found - 2));
    }

    Mark at(int index) {
        return new Mark(lines[index], offsets[index], styles[index]);
    }

    int count() {
        return count;
    }
}
