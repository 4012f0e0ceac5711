package dev.waybill.commands.brief;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What may be the last lines of a command's output: its own, and the exit code behind a mark. */
final class LastLine {
    private static final int MOST_BYTES = 64 * 1024;

    private final byte[] kept = new byte[MOST_BYTES];
    private final String mark;
    private int size;
    private boolean isCut;

    /**
     * How the output ends.
     *
     * @param line the last one that is not blank; empty if there is none
     * @param code the exit code behind the mark; null if it was not printed
     */
    record End(String line, @Nullable Integer code) {}

    LastLine(String mark) {
        this.mark = mark;
    }

    void add(byte[] bytes, int count) {
        var excess = Math.max(0, size + count - MOST_BYTES);
        System.arraycopy(kept, excess, kept, 0, size - excess);
        System.arraycopy(bytes, 0, kept, size - excess, count);
        size += count - excess;
        isCut |= excess > 0;
    }

    /** Once the command has ended. */
    End end() {
        var lines = new String(kept, 0, size, StandardCharsets.UTF_8).stripTrailing();
        var last = last(lines);
        if (!last.matches(mark + " [0-9]{1,3}")) {
            return new End(shown(lines), null);
        }
        var before = lines.substring(0, lines.length() - last.length()).stripTrailing();
        return new End(shown(before), Integer.valueOf(last.substring(mark.length() + 1)));
    }

    private String shown(String lines) {
        return isCut && lines.indexOf('\n') < 0
                ? "(a line of more than %d KB)".formatted(MOST_BYTES >> 10)
                : last(lines).strip();
    }

    private static String last(String lines) {
        return lines.substring(lines.lastIndexOf('\n') + 1);
    }
}
