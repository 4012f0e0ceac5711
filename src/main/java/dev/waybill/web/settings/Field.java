package dev.waybill.web.settings;

import java.util.List;
import java.util.stream.Stream;

/**
 * A field as the page shows it.
 *
 * @param name in forms, and of its place on the page
 * @param rows of a text that may have several lines; 0 for one line
 * @param choices empty for text
 * @param was the value until now; empty if it is the same, or was not set
 * @param isChanged whether it has another value than the app
 * @param error what is wrong with it; empty for nothing
 */
public record Field(
        String name,
        String label,
        String hint,
        int rows,
        List<String> choices,
        String value,
        String was,
        boolean isChanged,
        String error) {
    private static final int MOST_ROWS = 12;

    static Field of(Spec spec, String value, String before, String error) {
        var isChanged = !value.equals(before);
        return new Field(
                spec.name(),
                spec.label(),
                spec.hint(),
                rows(spec, value),
                spec.choices(),
                value,
                isChanged ? before : "",
                isChanged,
                error);
    }

    private static int rows(Spec spec, String value) {
        var lines = (int) value.lines().count();
        return switch (spec.input()) {
            case CHOICE -> 0;
            case TEXT, NUMBER -> lines > 1 ? Math.min(MOST_ROWS, lines) : 0;
            case LINES, NAMES, SCRIPT, TREE -> Math.clamp(lines + 1L, 2, MOST_ROWS);
        };
    }

    public boolean isChoice() {
        return !choices.isEmpty();
    }

    public boolean isLong() {
        return rows > 0;
    }

    /** The choices, with a value that is none of them. */
    public List<String> options() {
        return choices.contains(value) || value.isEmpty()
                ? choices
                : Stream.concat(choices.stream(), Stream.of(value)).toList();
    }
}
