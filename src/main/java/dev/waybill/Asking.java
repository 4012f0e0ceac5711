package dev.waybill;

import dev.waybill.deploys.DryRuns;
import dev.waybill.deploys.Intake;
import dev.waybill.deploys.Judging;
import dev.waybill.deploys.Previews;
import dev.waybill.deploys.Questions;
import dev.waybill.deploys.Recorder;
import dev.waybill.deploys.Requests;
import dev.waybill.deploys.Retreat;
import dev.waybill.deploys.Targets;
import dev.waybill.deploys.Verdicts;
import dev.waybill.deploys.Wishes;

/** What takes requests in, and what people say of versions, wired. */
public record Asking(Requests requests, DryRuns dryRuns, Verdicts verdicts) {
    static Asking of(Foundation foundation, Site site, Engine.Shared shared, WaitingDeploys waiting) {
        var db = foundation.db();
        var time = foundation.time();
        var verdicts = new Verdicts(db, foundation.events(), time);
        var wishes = new Wishes(foundation.apps(), site.providers(), shared.refs(), site.url());
        var intake = new Intake(foundation.apps(), new Targets(db), wishes);
        var questions = new Questions(shared.refs(), waiting.kinships(), waiting.resolver());
        var judging = new Judging(waiting.lanes());
        var previews = new Previews(foundation.apps(), site.providers(), wishes, shared.secrets());
        return new Asking(
                new Requests(db, time, intake, questions, judging, recorder(foundation, shared, verdicts)),
                new DryRuns(db, intake, questions, judging, shared.refs(), previews),
                verdicts);
    }

    private static Recorder recorder(Foundation foundation, Engine.Shared shared, Verdicts verdicts) {
        return new Recorder(
                shared.refs(),
                foundation.access(),
                new Retreat(verdicts, foundation.logs(), foundation.events(), foundation.time()),
                foundation.logs(),
                foundation.events(),
                foundation.time());
    }
}
