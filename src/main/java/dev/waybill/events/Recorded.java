package dev.waybill.events;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A recorded event.
 *
 * @param seq its number; events are numbered in the order of commits
 * @param by the user who did it; null for the server itself
 * @param data in the order in which its fields were recorded
 */
public record Recorded(
        long seq,
        Instant at,
        String kind,
        Subject subject,
        @Nullable Named by,
        Map<String, Object> data) {
    public Recorded {
        data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
    }
}
