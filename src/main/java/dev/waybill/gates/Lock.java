package dev.waybill.gates;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that somebody keeps to themselves.
 *
 * @param holder the name of that user
 * @param expires when it ends by itself; null if it does not
 */
public record Lock(
        long id,
        LockScope scope,
        Kind kind,
        String holder,
        String reason,
        Instant since,
        @Nullable Instant expires) {
    /** Whom a lock holds back. */
    public enum Kind {
        /** Everybody but its holder. */
        HARD,
        /** Automatic deploys. */
        AUTOMATION,
        /** Nobody; it is shown. */
        WARNING;

        /** The word in tables and on the wire. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether a candidate has to wait for its end. */
    boolean holds(Candidate candidate) {
        return switch (kind) {
            case HARD -> !holder.equals(candidate.user());
            case AUTOMATION -> candidate.isAutomatic();
            case WARNING -> false;
        };
    }
}
