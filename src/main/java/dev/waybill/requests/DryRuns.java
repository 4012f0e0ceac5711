package dev.waybill.requests;

import dev.waybill.errors.Refused;
import dev.waybill.repositories.RefLookup;
import dev.waybill.store.Db;

/** Shows what requests would do. Resolves refs, but changes nothing. Thread-safe; blocks for at most 5 s. */
public final class DryRuns {
    private final Db db;
    private final Intake intake;
    private final Questions questions;
    private final Judging judging;
    private final RefLookup refs;
    private final Previews previews;

    public DryRuns(Db db, Intake intake, Questions questions, Judging judging, RefLookup refs, Previews previews) {
        this.db = db;
        this.intake = intake;
        this.questions = questions;
        this.judging = judging;
        this.refs = refs;
        this.previews = previews;
    }

    /**
     * Shows what the request would do.
     *
     * @throws Refused if the state has changed since the requester saw it
     */
    public Preview preview(DeployRequest asked) throws InterruptedException {
        var asking = intake.permitted(asked);
        var wanted = intake.wanted(asking);
        var known = questions.await(asking, wanted, questions.ask(asking.app(), wanted));
        var present = db.read(handle -> {
            Seen.refuseIfMoved(handle, asking, known);
            return Previews.Present.of(handle, asking.lane(), judging.verdict(handle, asking, wanted, known));
        });
        return previews.of(asking, wanted, known.sha(), present);
    }

    /** The judgement of the gates, even if the caller lacks the permission to deploy. */
    public Explanation explain(DeployRequest asked) throws InterruptedException {
        var asking = intake.understood(asked);
        var wanted = intake.meant(asking);
        var known = questions.await(asking, wanted, questions.ask(asking.app(), wanted));
        var verdict = db.read(handle -> judging.verdict(handle, asking, wanted, known));
        return new Explanation(
                null,
                refs.displayed(asking.app().config().repositoryUrl(), wanted.ref()),
                known.sha(),
                verdict.position(),
                verdict.blockers(),
                verdict.warnings());
    }
}
