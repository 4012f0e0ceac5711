package dev.waybill.deploys;

import dev.waybill.access.Tokens;
import dev.waybill.apps.GateVersion;
import dev.waybill.events.DeployEvent;
import dev.waybill.events.Events;
import dev.waybill.logs.Logs;
import dev.waybill.spi.Time;
import dev.waybill.store.Tx;
import org.jspecify.annotations.Nullable;

/** Ends deploys: completes the log, appends the event and wakes the lanes. Thread-safe. */
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
     * Ends a pending deploy; false if it is not pending any more.
     *
     * @param message null to keep the present one
     * @param by the user who ends it; null for the server itself
     */
    public boolean ofWaiting(Tx tx, Deploy deploy, Outcome outcome, @Nullable String message, @Nullable String by) {
        var ended = Transitions.finishPending(tx, deploy.id(), outcome, message, time.now());
        if (ended) {
            complete(tx, deploy, outcome, null, by);
        }
        return ended;
    }

    /**
     * Ends a pending deploy because a newer one is live; false if one of the two has changed.
     *
     * @param lastLive how many deploys had gone live in the lane
     */
    public boolean ofOvertaken(Tx tx, Deploy deploy, Deploy newer, String message, int lastLive) {
        var ended = Transitions.holdLive(tx, deploy.lane(), lastLive)
                && Transitions.supersede(tx, deploy, newer.id(), message, time.now());
        if (ended) {
            complete(tx, deploy, Outcome.SUPERSEDED, null, newer.name());
        }
        return ended;
    }

    /** Ends a pending deploy because a newer one takes its place; false if it has changed meanwhile. */
    public boolean ofReplaced(Tx tx, Deploy deploy, Deploy newer, String message) {
        var ended = Transitions.supersede(tx, deploy, newer.id(), message, time.now());
        if (ended) {
            complete(tx, deploy, Outcome.SUPERSEDED, null, newer.name());
        }
        return ended;
    }

    /** Completes the record of a deploy that was running. Call it after the last line of its log. */
    public void ofRunning(Tx tx, Deploy deploy, Outcome outcome, long ranMillis) {
        Tokens.end(tx, deploy.id().value());
        complete(tx, deploy, outcome, ranMillis, null);
    }

    /** Completes the record of a deploy that happened elsewhere. Call it after the last line of its log. */
    public void ofPast(Tx tx, Deploy deploy) {
        complete(tx, deploy, Outcome.SUCCEEDED, null, null);
    }

    private void complete(Tx tx, Deploy deploy, Outcome outcome, @Nullable Long ranMillis, @Nullable String by) {
        logs.complete(tx, deploy.id().value());
        var data = new DeployEvent.Finished(deploy.name(), outcome.word(), ranMillis, by);
        events.append(tx, DeployEvents.of(deploy, data));
        tx.signal(GateVersion.LANES);
    }
}
