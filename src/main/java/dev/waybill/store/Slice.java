package dev.waybill.store;

import java.util.List;
import java.util.function.ToLongFunction;

/**
 * The first part of a list: as much as one request may hold in memory.
 *
 * @param goesOn whether there is more
 */
public record Slice<T>(List<T> rows, boolean goesOn) {
    /** The approximate maximum size of a list in bytes. */
    public static final long BUDGET = 1024 * 1024;

    public Slice {
        rows = List.copyOf(rows);
    }

    /** Cuts a list to a number of entries and to {@link #BUDGET}; always keeps the first. */
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
