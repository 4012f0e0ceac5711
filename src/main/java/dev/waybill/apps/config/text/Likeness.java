package dev.waybill.apps.config.text;

import java.util.Collection;
import java.util.Comparator;

/** Suggests corrections of misspelt words. */
public final class Likeness {
    private static final int CLOSE = 2;

    private Likeness() {}

    /**
     * A suggestion for an unknown word.
     *
     * @param close a format for the known word that is closest, if one is close
     * @param other a format for all of them, if none is
     */
    public static String suggestion(String given, Collection<String> known, String close, String other) {
        return known.stream()
                .filter(word -> distance(given, word) <= CLOSE)
                .min(Comparator.comparingInt(word -> distance(given, word)))
                .map(close::formatted)
                .orElseGet(() -> other.formatted(String.join(", ", known)));
    }

    /** Levenshtein's distance: insertions, deletions and replacements that make one word the other. */
    static int distance(String one, String other) {
        var previous = new int[other.length() + 1];
        for (var j = 0; j <= other.length(); j++) {
            previous[j] = j;
        }
        for (var i = 1; i <= one.length(); i++) {
            var current = new int[other.length() + 1];
            current[0] = i;
            for (var j = 1; j <= other.length(); j++) {
                var replaced = previous[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[other.length()];
    }
}
