package dev.waybill.web.shown;

import dev.waybill.access.Caller;
import dev.waybill.access.Place;
import dev.waybill.access.Right;
import dev.waybill.deploys.Deploy;
import dev.waybill.errors.Reason;
import dev.waybill.gates.Blocker;
import dev.waybill.gates.LockBlockers;
import dev.waybill.locks.Lock;
import java.util.Set;

/** Who can end what holds a deploy back. */
public final class Clearing {
    /** These end by themselves, even if somebody may end them sooner. */
    private static final Set<String> BY_ITSELF = Set.of(
            "QUEUED_BEHIND",
            "CONCURRENCY_LIMIT",
            "GRACE",
            "MIN_INTERVAL",
            "SOAKING",
            "CHECK_PENDING",
            "CHECK_MISSING",
            "VCS_UNREACHABLE",
            "REF_UNRESOLVED",
            "NOT_REGISTERED",
            "OLDER_THAN_LIVE",
            "DRIVER_SILENT");

    private static final Set<String> OF_SERVERS = Set.of("DRAINING", "DISK_LOW", "NODE_SILENT");

    private Clearing() {}

    /** Whether somebody has to do something; a lock belongs to a person, even if it also expires. */
    public static boolean needsSomebody(Reason reason) {
        return !BY_ITSELF.contains(reason.code());
    }

    /** Whether the caller is one of those who can end it. */
    public static boolean may(Caller caller, Deploy deploy, Blocker blocker) {
        if (blocker instanceof LockBlockers.Locked locked) {
            return mayRelease(caller, locked.lock());
        }
        if (OF_SERVERS.contains(blocker.code())) {
            return caller.may(Right.ADMIN, Place.EVERYWHERE);
        }
        if (!caller.may(Right.DEPLOY, deploy.place())) {
            return false;
        }
        return blocker.clearableBy().equals(Blocker.WHO_DEPLOYS)
                || blocker.clearableBy().equals(Blocker.WHO_FORCES) && caller.may(Right.FORCE, deploy.place());
    }

    /** Whether the caller may release a lock, extend it and hand it over: as its holder, or an operator. */
    public static boolean mayRelease(Caller caller, Lock lock) {
        var place = lock.scope().place();
        return caller.may(Right.LOCK, place)
                && (lock.holder().equals(caller.user().name()) || caller.may(Right.OVERRIDE, place));
    }
}
