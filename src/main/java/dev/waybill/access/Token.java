package dev.waybill.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What lets a program or a person in, without the secret itself.
 *
 * @param expiresAt null for never
 * @param lastUsedAt to the minute; null if it never was
 */
public record Token(
        long id,
        String name,
        User user,
        Grant grant,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt) {
    /** The one who comes with it. */
    Caller caller() {
        return new Caller(user, id, name, grant);
    }
}
