package dev.waybill.forge.text;

import dev.waybill.logs.Masker;
import dev.waybill.spi.Secret;
import java.util.List;

/** Text from a code host, which anyone may have written, for a message of ours. */
public final class HostileText {
    /** In code points. */
    private static final int LONGEST = 300;

    private HostileText() {}

    /** One line without control characters, cut to what fits into a sentence. */
    public static String line(String text) {
        return cut(clean(text), LONGEST);
    }

    /** The same, with a secret replaced in it, also one that was cut or interspersed with characters that are left out. */
    public static String line(String text, Secret secret) {
        return cut(masked(clean(text), secret), LONGEST);
    }

    /** Text with a secret replaced in it. */
    public static String masked(String text, Secret secret) {
        return new Masker(List.of(secret)).mask(text);
    }

    /** At most so many code points, the last of which is an ellipsis if the text was longer. */
    public static String cut(String text, int longest) {
        return text.codePointCount(0, text.length()) <= longest
                ? text
                : text.substring(0, text.offsetByCodePoints(0, longest - 1)) + "…";
    }

    /** Characters that would move the cursor, or hide or reverse what is near them, are left out. */
    private static String clean(String text) {
        var clean = new StringBuilder();
        text.codePoints()
                .map(letter -> Character.isWhitespace(letter) ? ' ' : letter)
                .filter(HostileText::isHarmless)
                .forEach(clean::appendCodePoint);
        return clean.toString().strip();
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
