package dev.waybill.deploys;

import dev.waybill.errors.Conflict;
import dev.waybill.gates.Judgement;
import dev.waybill.store.Tx;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a rollback does when it is asked for: what it goes back from is quarantined, and ended if it still runs. */
final class Retreat {
    private final Parts parts;

    Retreat(Parts parts) {
        this.parts = parts;
    }

    /** @param running the deploy that is cancelled; null for none */
    void begin(Tx tx, Deploy rollback, Deploy from, @Nullable Deploy running) {
        var judgement = new Judgement(
                Judgement.Verdict.FAULTY,
                Judgement.Cause.ROLLBACK,
                rollback.reason(),
                rollback.user().name(),
                parts.time().now());
        if (running != null) {
            cancel(tx, running, rollback);
        }
        new Verdicts(parts).add(tx, from, judgement, rollback.user());
    }

    private void cancel(Tx tx, Deploy running, Deploy rollback) {
        var isCancelled = running.state() instanceof Deploy.Running state && state.isCancelled()
                || Transitions.cancelRunning(tx, running);
        if (!isCancelled) {
            throw new Conflict("conflict", "%s is changing its state; try again".formatted(running.name()));
        }
        var by = rollback.user().name();
        parts.logs().say(tx, running.id().value(), "cancelled by %s for %s".formatted(by, rollback.name()));
        parts.events().append(tx, Runner.event("deploy.cancelled", running, Map.of("by", by, "for", rollback.name())));
        tx.signal(Runner.STOPS);
    }
}
