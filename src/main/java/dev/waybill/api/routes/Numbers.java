package dev.waybill.api.routes;

import dev.waybill.errors.Invalid;
import dev.waybill.errors.NotFound;
import java.util.Map;
import java.util.function.Supplier;

/** Numbers in queries. */
public final class Numbers {
    private Numbers() {}

    /** An id in a path; anything else is not found. */
    public static long idOr(String text, Supplier<NotFound> nothing) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw nothing.get();
        }
    }

    /** @throws Invalid unless the text is a whole number in this range */
    public static long between(String field, String text, long smallest, long largest) {
        try {
            var number = Long.parseLong(text);
            if (number >= smallest && number <= largest) {
                return number;
            }
        } catch (NumberFormatException e) {
            // reported below, like a number out of range
        }
        throw Invalid.fields(Map.of(
                field,
                largest == Long.MAX_VALUE
                        ? "must be a whole number, at least %d".formatted(smallest)
                        : "must be a whole number from %d to %d".formatted(smallest, largest)));
    }
}
