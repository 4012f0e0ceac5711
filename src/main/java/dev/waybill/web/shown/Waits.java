package dev.waybill.web.shown;

import dev.waybill.errors.Reason;

/** How a reason that holds a deploy back is shown. */
public final class Waits {
    private Waits() {}

    /** The icon beside the reason. */
    public static String icon(Reason reason) {
        return switch (reason.code()) {
            case "LOCKED" -> "lock";
            case "GRACE", "MIN_INTERVAL", "SOAKING" -> "hourglass";
            case "QUEUED_BEHIND", "CONCURRENCY_LIMIT" -> "list-ordered";
            case "CHECK_PENDING", "CHECK_MISSING" -> "circle-dashed";
            case "CHECK_FAILED" -> "circle-x";
            case "CHECKS_UNREADABLE", "REF_UNRESOLVED", "VCS_UNREACHABLE", "NOT_REGISTERED" -> "cloud-off";
            case "DRAINING", "NODE_SILENT", "DRIVER_SILENT" -> "server";
            case "DISK_LOW" -> "hard-drive";
            case "QUARANTINED" -> "biohazard";
            case "DRIFT" -> "equal-not";
            case "AUTO_OFF" -> "hand";
            case "AUTO_PAUSED" -> "circle-pause";
            case "NOT_PERMITTED" -> "shield-alert";
            default -> "info";
        };
    }

    /** The reason in a few words, such as {@code waits for the lock}. */
    public static String brief(Reason reason) {
        return switch (reason.code()) {
            case "LOCKED" -> "waits for the lock";
            case "GRACE" -> "starts in a moment";
            case "QUEUED_BEHIND" -> "waits for its turn";
            case "CONCURRENCY_LIMIT" -> "waits for a free place";
            case "CHECK_PENDING", "CHECK_MISSING", "CHECKS_UNREADABLE" -> "waits for checks";
            case "CHECK_FAILED" -> "waits, a check failed";
            case "REF_UNRESOLVED", "VCS_UNREACHABLE" -> "waits for the repository";
            case "DRAINING", "NODE_SILENT", "DISK_LOW" -> "waits for the server";
            default -> "waits";
        };
    }

    /** Its colour: violet where a person holds it, red where something broke, and none where it ends by itself. */
    public static String colour(Reason reason) {
        return switch (reason.code()) {
            case "LOCKED" -> "held";
            case "CHECK_FAILED" -> "bad";
            case "QUARANTINED", "DRIFT", "AUTO_PAUSED", "DISK_LOW", "NODE_SILENT", "DRIVER_SILENT" -> "warn";
            default -> "second";
        };
    }
}
