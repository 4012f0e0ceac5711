package dev.waybill.deploys;

import dev.waybill.access.Tokens;
import dev.waybill.apps.GateVersion;
import dev.waybill.events.Events;
import dev.waybill.logs.Logs;
import dev.waybill.spi.Time;
import dev.waybill.store.Tx;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What belongs to the end of a deploy, whoever ends it: its log is complete, an event says so, and others may go. Thread-safe. */
public final class Ending {
    private final Logs logs;
    private final Events events;
    private final Time time;

    public Ending(Logs logs, Events events, Time time) {
        this.logs = logs;
        this.events = events;
        this.time = time;
    }

    /**
     * Ends a deploy that waits; false if it does not.
     *
     * @param message null to leave it as it is
     * @param more what its event says beside the outcome
     */
    public boolean ofWaiting(
            Tx tx, Deploy deploy, Outcome outcome, @Nullable String message, Map<String, Object> more) {
        var ended = Transitions.finishPending(tx, deploy.id(), outcome, message, time.now());
        if (ended) {
            complete(tx, deploy, outcome, more);
        }
        return ended;
    }

    /**
     * Ends a deploy that waits, since a newer one is live; false if one of the two has changed.
     *
     * @param lastLive how many deploys had gone live in its lane
     */
    public boolean ofOvertaken(Tx tx, Deploy deploy, Deploy newer, String message, int lastLive) {
        var ended = Transitions.holdLive(tx, deploy.lane(), lastLive)
                && Transitions.supersede(tx, deploy, newer.id(), message, time.now());
        if (ended) {
            complete(tx, deploy, Outcome.SUPERSEDED, Map.of("by", newer.name()));
        }
        return ended;
    }

    /** Completes the record of a deploy that was running; comes after its last line. */
    public void ofRunning(Tx tx, Deploy deploy, Outcome outcome, long ranMillis) {
        Tokens.end(tx, deploy.id().value());
        complete(tx, deploy, outcome, Map.of("ranMillis", ranMillis));
    }

    private void complete(Tx tx, Deploy deploy, Outcome outcome, Map<String, Object> more) {
        logs.complete(tx, deploy.id().value());
        var data = new HashMap<>(more);
        data.put("outcome", outcome.word());
        events.append(tx, DeployEvents.of("deploy.finished", deploy, data));
        tx.signal(GateVersion.LANES);
    }
}
