package dev.waybill.events;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened.
 *
 * @param seq its number: events are numbered in the order in which they became true
 * @param by the user who did it; null if nobody did
 */
public record Recorded(
        long seq,
        Instant at,
        String kind,
        Subject subject,
        @Nullable Named by,
        Map<String, Object> data) {
    public Recorded {
        data = Map.copyOf(data);
    }
}
