package dev.waybill.automation;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which failed deploys and rollbacks pause automatic deploys no more.
 *
 * @param number they have numbers up to this one
 * @param unfinished the numbers of those deploys that had not ended at the time: what becomes of them counts
 */
public record Resumption(int number, SortedSet<Integer> unfinished) {
    private static final String COMMA = ",";

    public Resumption {
        unfinished = new TreeSet<>(unfinished);
    }

    static Resumption parse(int number, String unfinished) {
        var numbers = new TreeSet<Integer>();
        for (var text : unfinished.split(COMMA, -1)) {
            if (!text.isEmpty()) {
                numbers.add(Integer.valueOf(text));
            }
        }
        return new Resumption(number, numbers);
    }

    /** All that count have higher numbers than this. */
    int before() {
        return unfinished.isEmpty() ? number : Math.min(number, unfinished.first() - 1);
    }

    String text() {
        return text(List.copyOf(unfinished));
    }

    /** The numbers for storage, each between commas. */
    static String text(List<Integer> numbers) {
        var text = new StringBuilder();
        numbers.forEach(number -> text.append(COMMA).append(number));
        return text.isEmpty() ? "" : text.append(COMMA).toString();
    }
}
