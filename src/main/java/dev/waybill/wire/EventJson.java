package dev.waybill.wire;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened.
 *
 * @param kind such as {@code deploy.started}
 * @param app null if it is about no app; its name is null if it was removed, as that of a deploy is
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
    public record Named(String id, @Nullable String name) {
        public static @Nullable Named of(@Nullable Long id, @Nullable String name) {
            return id == null ? null : new Named(id.toString(), name);
        }
    }
}
