package dev.waybill.locks;

import dev.waybill.wire.LockJson;
import dev.waybill.wire.Times;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A lock on an app or an environment.
 *
 * @param holder the name of the user who holds it
 * @param expires when it expires; null if it does not
 */
public record Lock(
        long id,
        LockScope scope,
        Kind kind,
        String holder,
        String reason,
        Instant since,
        @Nullable Instant expires) {
    /** Whom a lock blocks. */
    public enum Kind {
        /** Everyone except its holder. */
        HARD,
        /** Automatic deploys. */
        AUTOMATION,
        /** Nobody; it is only displayed. */
        WARNING;

        /** The word in tables and on the wire. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The kind with this word; empty if there is none. */
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

    /** Whether clients of the old service know this kind of lock. */
    boolean isOfOldKind() {
        return kind == Kind.HARD && scope.isWholeApp();
    }

    /** Who holds it, since when, why, until when, and who can release it. */
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

    /** Whether it blocks a deploy of a user, or an automatic one. */
    public boolean holds(String user, boolean isAutomatic) {
        return switch (kind) {
            case HARD -> !holder.equals(user);
            case AUTOMATION -> isAutomatic;
            case WARNING -> false;
        };
    }
}
