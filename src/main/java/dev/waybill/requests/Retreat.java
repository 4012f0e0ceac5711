package dev.waybill.requests;

import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.DeployEvents;
import dev.waybill.deploys.DeployId;
import dev.waybill.deploys.DeployStore;
import dev.waybill.deploys.Door;
import dev.waybill.deploys.Judgement;
import dev.waybill.deploys.ReleaseStore;
import dev.waybill.deploys.Transitions;
import dev.waybill.errors.Conflict;
import dev.waybill.events.DeployEvent;
import dev.waybill.events.Events;
import dev.waybill.logs.Logs;
import dev.waybill.spi.Time;
import dev.waybill.store.Tx;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The effects of a rollback when it is requested: the version to leave is quarantined, and its deploy is cancelled if it is
 * still running.
 */
public final class Retreat {

    private final Verdicts verdicts;
    private final Logs logs;
    private final Events events;
    private final Time time;

    public Retreat(Verdicts verdicts, Logs logs, Events events, Time time) {
        this.verdicts = verdicts;
        this.logs = logs;
        this.events = events;
        this.time = time;
    }

    /**
     * Call it after the rollback was recorded: from then on nothing starts or goes live in its lane until the transaction ends.
     *
     * @param running the deploy that is cancelled; null for none
     * @throws Conflict if something else is running or live than the rollback was to leave
     */
    void begin(Tx tx, Deploy rollback, Deploy from, @Nullable Deploy running) {
        var runs = DeployStore.running(tx.handle(), rollback.lane()).orElse(null);
        var present = runs == null || !runs.isDeploy()
                ? ReleaseStore.live(tx.handle(), rollback.lane()).orElse(null)
                : runs;
        if (!Objects.equals(id(runs), id(running))
                || present == null
                || !present.id().equals(from.id())) {
            throw new Conflict(
                    "conflict",
                    "what is live in %s of %s is changing; look at it again, then request again"
                            .formatted(rollback.environment(), rollback.appName()));
        }
        DeployStore.waiting(tx.handle(), rollback.lane()).stream()
                .filter(other -> other.door() == Door.ROLLBACK && !other.id().equals(rollback.id()))
                .findFirst()
                .ifPresent(other -> {
                    throw new Conflict(
                            "conflict",
                            "the rollback %s is already pending; cancel it to roll back to another version"
                                    .formatted(other.name()));
                });
        var judgement = new Judgement(
                Judgement.Verdict.FAULTY,
                Judgement.Cause.ROLLBACK,
                rollback.reason(),
                rollback.user().name(),
                time.now());
        if (runs != null) {
            cancel(tx, runs, rollback);
        }
        verdicts.add(tx, from, judgement, rollback.user());
    }

    private static @Nullable DeployId id(@Nullable Deploy deploy) {
        return deploy == null ? null : deploy.id();
    }

    private void cancel(Tx tx, Deploy running, Deploy rollback) {
        var isCancelled = running.state() instanceof Deploy.Running state && state.isCancelled()
                || Transitions.cancelRunning(tx, running);
        if (!isCancelled) {
            throw new Conflict("conflict", "%s is changing its state; try again".formatted(running.name()));
        }
        var by = rollback.user().name();
        logs.say(tx, running.id().value(), "cancelled by %s for %s".formatted(by, rollback.name()));
        events.append(tx, DeployEvents.of(running, new DeployEvent.Cancelled(running.name(), by, rollback.name())));
        tx.signal(DeployEvents.STOPS);
    }
}
