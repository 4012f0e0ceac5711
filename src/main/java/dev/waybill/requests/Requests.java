package dev.waybill.requests;

import dev.waybill.access.Caller;
import dev.waybill.apps.GateVersion;
import dev.waybill.deploys.Deploy;
import dev.waybill.errors.Conflict;
import dev.waybill.errors.Refused;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import dev.waybill.store.NotUnique;
import dev.waybill.store.Tx;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Turns requests into recorded deploys, for the API, the pages and automation. A request is checked and judged by the gates, its
 * commit is looked up, it is judged again, and it is recorded. Thread-safe.
 */
public final class Requests {
    /** Longer than an earlier request takes whose repository does not respond. */
    private static final Duration OF_THOSE_BEFORE = Questions.PATIENCE.multipliedBy(2);

    private final Db db;
    private final Time time;
    private final Intake intake;
    private final Questions questions;
    private final Judging judging;
    private final Recorder recorder;
    private final Arrivals arrivals;

    public Requests(Db db, Time time, Intake intake, Questions questions, Judging judging, Recorder recorder) {
        this.db = db;
        this.time = time;
        this.intake = intake;
        this.questions = questions;
        this.judging = judging;
        this.recorder = recorder;
        this.arrivals = new Arrivals(time);
    }

    /**
     * Requests a deploy. Blocks while the commit is looked up, for at most 5 s.
     *
     * @throws Refused if a gate refuses the request at once
     */
    public Deploy request(DeployRequest asked) throws InterruptedException {
        return request(asked, (_, _) -> {});
    }

    /**
     * The same, with something that is recorded in the transaction that records the deploy. Not if the deploy was recorded
     * before, by its idempotency key.
     *
     * @throws NotUnique if that was recorded before
     */
    public Deploy request(DeployRequest asked, BiConsumer<Tx, Deploy> alongside) throws InterruptedException {
        var asking = intake.permitted(asked);
        var earlier = earlier(asking.request());
        if (earlier.isPresent()) {
            return earlier.get();
        }
        try {
            return record(asking, alongside);
        } catch (NotUnique e) {
            return earlier(asking.request()).orElseThrow(() -> e); // a concurrent repetition of this request was faster
        }
    }

    /**
     * Retries a deploy: requests a new one of the same commit with the present configuration. The server never retries on its
     * own.
     *
     * @throws Conflict if the old one has not ended, its command is only known to its requester, or its failed hosts are not
     *     known
     */
    public Deploy retry(Target.Again target, Caller by, @Nullable String reason, @Nullable String idempotencyKey)
            throws InterruptedException {
        return retry(target, by, reason, Expected.ANYTHING, idempotencyKey);
    }

    /**
     * The same for somebody who saw what is live.
     *
     * @throws Refused if it has changed since, too
     */
    public Deploy retry(
            Target.Again target, Caller by, @Nullable String reason, Expected seen, @Nullable String idempotencyKey)
            throws InterruptedException {
        var old = target.old();
        if (!(old.state() instanceof Deploy.Finished)) {
            throw new Conflict(
                    "conflict", "%s has not ended yet; wait for its end, or cancel it first".formatted(old.name()));
        }
        if (old.isExternal()) {
            throw new Conflict(
                    "conflict",
                    "the command of %s ran on another machine and is not known here; run it again there: waybill run %s %s --sha %s -- COMMAND"
                            .formatted(old.name(), old.appName(), old.environment(), old.sha()));
        }
        return request(DeployRequest.again(target, by, reason, idempotencyKey).expecting(seen));
    }

    private Optional<Deploy> earlier(DeployRequest request) {
        return db.read(handle -> IdempotencyStore.find(handle, request, time.now()));
    }

    private Deploy record(Asking asking, BiConsumer<Tx, Deploy> alongside) throws InterruptedException {
        var wanted = intake.wanted(asking);
        try (var arrival = arrivals.enter(asking.lane(), wanted.rank())) {
            db.read(handle -> judging.refuseIfHeld(handle, asking, wanted, Known.NOT_ASKED));

            var answer = questions.ask(asking.app(), wanted);
            var known = questions.await(asking, wanted, answer);
            arrival.await(OF_THOSE_BEFORE);
            var deploy = record(asking, wanted, known, alongside);
            if (known.sha() == null) {
                questions.goOn(deploy, answer);
            }
            return deploy;
        }
    }

    private Deploy record(Asking asking, Wanted wanted, Known known, BiConsumer<Tx, Deploy> alongside) {
        return db.write(tx -> {
            if (asking.request().target() instanceof Target.Back) {
                GateVersion.raise(tx); // quarantines the version that it leaves; nothing starts meanwhile
            }
            intake.mustExist(tx, asking);
            Seen.refuseIfMoved(tx.handle(), asking, known);
            var verdict = judging.refuseIfHeld(tx.handle(), asking, wanted, known);
            known.kin().store(tx);
            var deploy = recorder.record(tx, asking, wanted, known, verdict.warnings());
            alongside.accept(tx, deploy);
            return deploy;
        });
    }
}
