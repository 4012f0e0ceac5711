package dev.waybill.cli.terminal;

import tools.jackson.databind.JsonNode;

/** Makes text from elsewhere safe to print: it cannot move the cursor, or hide or reverse what is near it. */
public final class Clean {
    private Clean() {}

    /** A value as a cell of a table: a dash if there is none. */
    public static String cell(JsonNode value) {
        var text = value.isValueNode() && !value.isNull()
                ? line(value.asString("")).strip()
                : "";
        return text.isEmpty() ? "-" : text;
    }

    /** Text of one line. */
    public static String line(String text) {
        return lines(text).replace('\n', ' ');
    }

    /** Text of several lines. */
    public static String lines(String text) {
        var clean = new StringBuilder();
        text.codePoints()
                .map(letter -> letter == '\t' ? ' ' : letter)
                .filter(letter -> letter == '\n' || isHarmless(letter))
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }

    /** JSON with harmful characters written as {@code \}{@code u....}, which means the same. */
    public static String json(String json) {
        var clean = new StringBuilder(json.length());
        for (var at = 0; at < json.length(); at++) {
            var letter = json.charAt(at);
            if (letter < 0x7f || Character.isSurrogate(letter) || isHarmless(letter)) {
                clean.append(letter);
            } else {
                clean.append("\\u%04x".formatted((int) letter));
            }
        }
        return clean.toString();
    }

    private static boolean isHarmless(int letter) {
        return switch (Character.getType(letter)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
