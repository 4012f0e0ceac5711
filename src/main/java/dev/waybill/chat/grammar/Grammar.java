package dev.waybill.chat.grammar;

import dev.waybill.errors.Invalid;
import java.util.Map;

/**
 * Reads sentences. The words of the grammar can be in any case; a mention of the bot at the start, words of politeness and a full
 * stop at the end are ignored.
 */
public final class Grammar {
    /** In characters: enough for a long reason, and for people to read. */
    private static final int LONGEST = 2_000;

    private Grammar() {}

    /**
     * @throws Unclear if the sentence is not in the grammar; says what to say instead
     * @throws Invalid if the text is too long, or contains control characters
     */
    public static Sentence parse(String text, Vocabulary vocabulary) throws Unclear {
        requirePlain(text);
        var names = new Names(vocabulary);
        return new Parser(Words.of(text, names::isName), names).sentence();
    }

    private static void requirePlain(String text) {
        if (text.length() > LONGEST) {
            throw Invalid.fields(Map.of("text", "must have at most %d characters".formatted(LONGEST)));
        }
        text.codePoints().filter(Grammar::isControl).findFirst().ifPresent(character -> {
            throw Invalid.fields(
                    Map.of("text", "contains the control character U+%04X; remove it".formatted(character)));
        });
    }

    private static boolean isControl(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL -> character != '\t' && character != '\n' && character != '\r';
            case Character.SURROGATE -> true;
            default -> false;
        };
    }
}
