package dev.waybill.wire;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened.
 *
 * @param kind such as {@code deploy.started}
 * @param app null if it is about no app; names are those of the time of the event
 * @param user who did it; null if nobody did
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
