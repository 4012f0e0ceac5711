package dev.waybill.locks;

import dev.waybill.wire.LockJson;
import dev.waybill.wire.Times;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
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

        /** The kind of that word; empty if there is none. */
        public static Optional<Kind> find(String word) {
            return Arrays.stream(values())
                    .filter(kind -> kind.word().equals(word))
                    .findFirst();
        }
    }

    /** As answers and events show it. */
    public LockJson json() {
        return new LockJson(
                scope.name(),
                scope.appName(),
                scope.environment(),
                kind.word(),
                holder,
                reason,
                Times.text(since),
                Times.textOrNull(expires));
    }

    /** Whether it is what clients of the old service take for a lock. */
    boolean isOfOldKind() {
        return kind == Kind.HARD && scope.isWholeApp();
    }

    /** Who holds it since when and why, and who can release it. */
    public String sentence() {
        return "%s is locked by %s since %s: \"%s\"%s; %s or an operator can release it"
                .formatted(
                        scope.name(),
                        holder,
                        Times.minute(since),
                        reason,
                        expires == null ? "" : ", until " + Times.minute(expires),
                        holder);
    }

    /** Whether a deploy of a user, or one that automation asked for, has to wait for its end. */
    public boolean holds(String user, boolean isAutomatic) {
        return switch (kind) {
            case HARD -> !holder.equals(user);
            case AUTOMATION -> isAutomatic;
            case WARNING -> false;
        };
    }
}
