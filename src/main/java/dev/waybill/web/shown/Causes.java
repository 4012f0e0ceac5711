package dev.waybill.web.shown;

import dev.waybill.errors.Reason;
import dev.waybill.gates.LockBlockers;
import dev.waybill.locks.Lock;
import dev.waybill.web.frame.PageSentences;
import org.jspecify.annotations.Nullable;

/** Says in a few words what holds a deploy back, and then the rest. */
public final class Causes {
    /** How the message begins that tells what runs before it. */
    private static final String TURN = "waits for ";

    private Causes() {}

    /** The lock that it is; null for everything else. */
    public static @Nullable Lock lock(Reason reason) {
        return reason instanceof LockBlockers.Locked locked ? locked.lock() : null;
    }

    /** What its message adds to the cause. */
    public static String more(Reason reason) {
        var message = PageSentences.told(reason.message());
        return message.startsWith(TURN) ? "after " + message.substring(TURN.length()) : message;
    }

    /** The cause, such as {@code Locked by ann}; empty if only its message says it. */
    public static String of(Reason reason) {
        return switch (reason.code()) {
            case "LOCKED" -> {
                var lock = lock(reason);
                yield lock == null ? "Locked" : LockWords.cause(lock);
            }
            case "GRACE" -> "Starts in a minute";
            case "QUEUED_BEHIND" -> "Waits for its turn";
            case "CONCURRENCY_LIMIT" -> "All places are taken";
            case "CHECK_PENDING" -> "A check has not finished";
            case "CHECK_MISSING" -> "A check is missing";
            case "CHECK_FAILED" -> "A check has failed";
            case "CHECKS_UNREADABLE" -> "A check cannot be read";
            case "QUARANTINED" -> "Quarantined";
            case "DRIFT" -> "Another version is live";
            case "OLDER_THAN_LIVE" -> "Older than the live version";
            default -> ofTheServer(reason.code());
        };
    }

    private static String ofTheServer(String code) {
        return switch (code) {
            case "AUTO_OFF" -> "Automatic deploys are off";
            case "AUTO_PAUSED" -> "Automatic deploys are paused";
            case "MIN_INTERVAL" -> "Too soon after the last one";
            case "DRAINING" -> "The server is draining";
            case "DISK_LOW" -> "The disk is almost full";
            case "NODE_SILENT" -> "A server is silent";
            case "DRIVER_SILENT" -> "Its machine is silent";
            case "VCS_UNREACHABLE" -> "The repository does not respond";
            case "REF_UNRESOLVED" -> "Its commit is not known yet";
            case "NOT_REGISTERED" -> "Not registered at the code host";
            case "REASON_NEEDED" -> "A reason is missing";
            case "APP_RETIRED" -> "The app was retired";
            default -> "";
        };
    }
}
