package dev.waybill.store;

import java.util.List;
import java.util.function.ToLongFunction;

/**
 * The beginning of what was asked for: as much as may be held in memory for one who asks.
 *
 * @param goesOn whether there is more
 */
public record Slice<T>(List<T> rows, boolean goesOn) {
    /** How many bytes a list may have, about. */
    public static final long BUDGET = 1024 * 1024;

    public Slice {
        rows = List.copyOf(rows);
    }

    /** As many of a list, up to a number, as weigh no more than {@link #BUDGET} together; the first in any case. */
    public static <T> Slice<T> of(List<T> all, int most, ToLongFunction<T> weight) {
        var left = BUDGET;
        for (var i = 0; i < Math.min(all.size(), most); i++) {
            left -= weight.applyAsLong(all.get(i));
            if (left < 0 && i > 0) {
                return new Slice<>(all.subList(0, i), true);
            }
        }
        return new Slice<>(all.subList(0, Math.min(all.size(), most)), all.size() > most);
    }
}
