package dev.waybill.execution.script;

import java.nio.charset.StandardCharsets;

/** Any text as one word of a script for sh, in which nothing but line feeds is invisible. */
final class Quoted {
    private Quoted() {}

    /** Characters that a terminal may interpret, or that hide others, are written as octal bytes. */
    static String word(String text) {
        var word = new StringBuilder("'");
        text.codePoints().forEach(letter -> {
            if (letter == '\'') {
                word.append("'\\''");
            } else if (letter == '\n' || isPlain(letter)) {
                word.appendCodePoint(letter);
            } else {
                word.append("'\"$(printf '").append(octal(letter)).append("')\"'");
            }
        });
        return word.append('\'').toString();
    }

    /** A text in a comment, as one line. */
    static String comment(String text) {
        var line = new StringBuilder();
        text.codePoints().forEach(letter -> line.appendCodePoint(isPlain(letter) ? letter : ' '));
        return line.toString();
    }

    private static String octal(int letter) {
        var bytes = new StringBuilder();
        for (var each : Character.toString(letter).getBytes(StandardCharsets.UTF_8)) {
            bytes.append("\\%03o".formatted(each & 0xff));
        }
        return bytes.toString();
    }

    private static boolean isPlain(int letter) {
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
