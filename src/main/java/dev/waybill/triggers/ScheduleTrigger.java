package dev.waybill.triggers;

import dev.waybill.watches.Watches;
import dev.waybill.wire.Times;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** Deploys what a branch names at the times of a schedule. One that passed while the server was away counts when it is back. */
final class ScheduleTrigger implements Trigger {
    @Override
    public Aim aim(Handle handle, Lookout lookout) {
        var schedule = lookout.config().schedule().orElseThrow();
        var ref = lookout.ref();
        var fired = schedule.lastUpTo(lookout.now()).filter(lookout.state().firedAt()::isBefore);
        var next = schedule.nextAfter(lookout.now()).orElse(null);
        if (fired.isEmpty()) {
            var when = next == null ? "never again" : "at " + Times.minute(next);
            return Aim.nothing(ref, "the next time of its schedule is %s".formatted(when), next);
        }
        if (!isFresh(handle, lookout, fired.get())) {
            return Aim.awaited(
                    ref,
                    "the time of its schedule has come, and the repository of %s is looked at first"
                            .formatted(lookout.app().name()));
        }
        var now = PushTrigger.of(handle, lookout, ref);
        return new Aim(ref, now.sha(), now.note(), next, fired.get(), false);
    }

    /** What was pushed just before is part of it. */
    static boolean isFresh(Handle handle, Lookout lookout, Instant since) {
        return Watches.lastSeen(handle, lookout.app())
                .filter(seen -> !seen.isBefore(since))
                .isPresent();
    }
}
