package dev.waybill.events;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened.
 *
 * @param seq its number: events are numbered in the order in which they became true
 * @param app what it is about, with the name of now; null if it is about no app, as the next ones are
 * @param deployName such as {@code shop/production#42}; null if it is about no deploy, or one that was removed
 * @param user who did it; null if nobody did
 */
public record Recorded(
        long seq,
        Instant at,
        String kind,
        @Nullable Long app,
        @Nullable String appName,
        @Nullable String environment,
        @Nullable Long deploy,
        @Nullable String deployName,
        @Nullable Long user,
        @Nullable String userName,
        Map<String, Object> data) {
    public Recorded {
        data = Map.copyOf(data);
    }
}
