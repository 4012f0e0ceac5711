package dev.waybill.web.queue;

import dev.waybill.gates.Blocker;
import dev.waybill.gates.LockBlockers;

/** Says in a few words what holds a deploy back; the blocker's message says the rest. */
final class Causes {
    private Causes() {}

    static String of(Blocker blocker) {
        return switch (blocker.code()) {
            case "LOCKED" ->
                blocker instanceof LockBlockers.Locked locked
                        ? "Locked by " + locked.lock().holder()
                        : "Locked";
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
            default -> ofTheServer(blocker.code());
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
            default -> "Held";
        };
    }
}
