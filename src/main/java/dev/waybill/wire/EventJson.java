package dev.waybill.wire;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event.
 *
 * @param kind such as {@code deploy.started}
 * @param app null if no app is concerned; names are those at the time of the event
 * @param user who did it; null for the server itself
 */
public record EventJson(
        String id,
        String kind,
        String date,
        @Nullable Named app,
        @Nullable String environment,
        @Nullable Named deploy,
        @Nullable Named user,
        Map<String, Object> data) {
    public record Named(String id, @Nullable String name) {}
}
