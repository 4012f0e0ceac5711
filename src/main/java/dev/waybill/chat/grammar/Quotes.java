package dev.waybill.chat.grammar;

import java.util.List;

/** Quotation marks around a reason, as people and their keyboards write them. */
final class Quotes {
    private static final List<String> PAIRS = List.of("\"\"", "''", "“”", "‘’", "«»", "„“");

    private Quotes() {}

    static boolean isQuoted(String text) {
        return text.length() > 2 && PAIRS.contains("" + text.charAt(0) + text.charAt(text.length() - 1));
    }

    /** The text without one pair of quotation marks around it. */
    static String removed(String text) {
        return isQuoted(text) ? text.substring(1, text.length() - 1).strip() : text;
    }
}
