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
        var reason = lock.reason();
        return "%s %s: %s%s"
                .formatted(
                        verb(lock.kind()),
                        lock.holder(),
                        reason.length() > LONGEST ? reason.substring(0, LONGEST) + "…" : reason,
                        lock.expires() == null ? "" : ", until " + Ages.minute(lock.expires()));
    }

    private static String verb(Lock.Kind kind) {
        return switch (kind) {
            case HARD -> "locked by";
            case AUTOMATION -> "locked for automation by";
            case WARNING -> "warning by";
        };
    }
}
