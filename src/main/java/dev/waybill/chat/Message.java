package dev.waybill.chat;

import dev.waybill.access.Caller;
import org.jspecify.annotations.Nullable;

/**
 * What was said, and by whom.
 *
 * @param caller who sent it; their permissions count
 * @param user the user on whose behalf it was sent; null for the caller
 * @param room where it was said; null if unknown
 * @param idempotencyKey identifies repetitions of a request; null for none
 * @param isConfirmed whether even what is unusual is done at once
 */
public record Message(
        String text,
        Caller caller,
        @Nullable String user,
        @Nullable String room,
        @Nullable String idempotencyKey,
        boolean isConfirmed) {
    /** The reason of what needs one, if the sentence gives none. */
    String defaultReason() {
        return room == null ? "requested in chat" : "requested in chat (%s)".formatted(room);
    }
}
