package dev.waybill.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A token, without its secret.
 *
 * @param expiresAt null for never
 * @param lastUsedAt to the minute; null if it was never used
 */
public record Token(
        long id,
        String name,
        User user,
        Grant grant,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt) {
    /** The caller who uses it. */
    Caller caller() {
        return new Caller(user, id, name, grant);
    }
}
