package dev.waybill.web.shown;

import dev.waybill.locks.Lock;
import dev.waybill.web.frame.Ages;

/** How a lock is shown in one line. */
public final class LockWords {
    /** A lock's text is repeated beside everything that it covers, so it is cut. */
    private static final int LONGEST = 300;

    private LockWords() {}

    /** Such as {@code locked by ann: ledger migration, until 2026-11-26 15:40 UTC}. */
    public static String of(Lock lock) {
        return "%s %s: %s%s"
                .formatted(
                        verb(lock.kind()),
                        lock.holder(),
                        reason(lock),
                        lock.expires() == null ? "" : ", until " + Ages.minute(lock.expires()));
    }

    /** Why, in at most 300 characters. */
    public static String reason(Lock lock) {
        var reason = lock.reason();
        return reason.length() > LONGEST ? reason.substring(0, LONGEST) + "…" : reason;
    }

    /** Who holds it, and what that means, such as {@code Locked by ann}. */
    public static String cause(Lock lock) {
        return switch (lock.kind()) {
                    case HARD -> "Locked by ";
                    case AUTOMATION -> "Automatic deploys are locked by ";
                    case WARNING -> "Warning by ";
                }
                + lock.holder();
    }

    /** What a lock on many does, such as {@code frozen}. */
    public static String brief(Lock lock) {
        return switch (lock.kind()) {
            case HARD -> "frozen";
            case AUTOMATION -> "automatic frozen";
            case WARNING -> "warning";
        };
    }

    private static String verb(Lock.Kind kind) {
        return switch (kind) {
            case HARD -> "locked by";
            case AUTOMATION -> "locked for automation by";
            case WARNING -> "warning by";
        };
    }
}
