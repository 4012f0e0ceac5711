package dev.waybill.store;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The approximate size of values in bytes, in memory or as JSON, to limit lists and caches. */
public final class Weights {
    private static final long ONE = 32;

    private Weights() {}

    /** The size of a text, a number, or a tree of maps and lists of those. */
    public static long of(@Nullable Object value) {
        return switch (value) {
            case String text -> ONE + text.length();
            case Map<?, ?> map -> {
                var sum = ONE;
                for (var entry : map.entrySet()) {
                    sum += of(entry.getKey()) + of(entry.getValue());
                }
                yield sum;
            }
            case Collection<?> list -> {
                var sum = ONE;
                for (var item : list) {
                    sum += of(item);
                }
                yield sum;
            }
            case null, default -> ONE;
        };
    }
}
