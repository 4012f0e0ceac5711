package dev.waybill.lanes;

import dev.waybill.apps.GateVersion;
import dev.waybill.apps.config.text.Durations;
import dev.waybill.checks.CheckPoller;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.Ending;
import dev.waybill.deploys.Outcome;
import dev.waybill.gates.CheckBlockers;
import dev.waybill.registrations.Urging;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import java.time.Duration;

/** Does what blocked deploys need: finds out what the gates lack, or ends those that will never start. Thread-safe. */
public final class Settling {
    private final Db db;
    private final Learning learning;
    private final Urging urging;
    private final Ending ending;
    private final Time time;

    public Settling(Db db, Learning learning, Urging urging, Ending ending, Time time) {
        this.db = db;
        this.learning = learning;
        this.urging = urging;
        this.ending = ending;
        this.time = time;
    }

    /**
     * Ends a deploy that is older than what is live, or that has waited too long for a check. If the gates lack a fact about the
     * commit, finds it out on another thread, so that no other lane waits for it.
     *
     * @param again dispatches the lane again
     */
    void settle(LaneQueue.Judged judged, LaneQueue queue, Runnable again) {
        var live = queue.live();
        var givenUp = judged.givenUp(time.now());
        if (judged.hasUnaskedCheck()) {
            db.signals().ring(CheckPoller.TOPIC);
        }
        judged.unregistered().ifPresent(waiting -> urging.urge(judged.deploy(), waiting));
        if (givenUp.isPresent()) {
            giveUp(judged.deploy(), givenUp.get(), queue.gateVersion());
        } else if (judged.hasUnknownKin()) {
            learning.learn(judged, again);
        } else if (judged.isSuperseded() && live != null) {
            var why = judged.blockers().getFirst().message();
            db.write(tx -> ending.ofOvertaken(tx, judged.deploy(), live, why, queue.lastLive()));
        }
    }

    /** Unless the check has changed since the gates judged. */
    private void giveUp(Deploy deploy, CheckBlockers.CheckBlocker blocker, long gateVersion) {
        var patience = blocker.check().requirement().givesUpAfter().orElse(Duration.ZERO);
        var why = "gave up after %s: %s".formatted(Durations.text(patience), blocker.message());
        db.write(tx -> GateVersion.hold(tx, gateVersion) && ending.ofWaiting(tx, deploy, Outcome.FAILED, why, null));
    }
}
