package dev.waybill;

import dev.waybill.requests.DryRuns;
import dev.waybill.requests.Evidence;
import dev.waybill.requests.FailedHosts;
import dev.waybill.requests.Intake;
import dev.waybill.requests.Judging;
import dev.waybill.requests.PastDeploys;
import dev.waybill.requests.PastRecorder;
import dev.waybill.requests.Previews;
import dev.waybill.requests.Questions;
import dev.waybill.requests.Recorder;
import dev.waybill.requests.Requests;
import dev.waybill.requests.Retreat;
import dev.waybill.requests.Targets;
import dev.waybill.requests.Verdicts;
import dev.waybill.requests.Wishes;

/** Wires what handles requests and verdicts. */
public record Asking(Requests requests, DryRuns dryRuns, PastDeploys past, Verdicts verdicts) {
    static Asking of(
            Foundation foundation, Site site, Engine.Shared shared, Checking checking, WaitingDeploys waiting) {
        var db = foundation.db();
        var time = foundation.time();
        var verdicts = new Verdicts(db, foundation.events(), time);
        var wishes = new Wishes(foundation.apps(), site.providers(), shared.refs(), site.url());
        var failedHosts = new FailedHosts(db, foundation.apps(), site.providers(), wishes, site.url());
        var intake = new Intake(foundation.apps(), new Targets(db), wishes, failedHosts);
        var questions = new Questions(shared.refs(), waiting.kinships(), waiting.resolver(), checking.looks(), time);
        var judging = new Judging(waiting.lanes(), shared.refs());
        var previews = new Previews(foundation.apps(), site.providers(), wishes, shared.secrets());
        var recorder = recorder(foundation, shared, verdicts);
        var ofPast = new PastRecorder(judging, recorder, shared.ending(), foundation.logs());
        return new Asking(
                new Requests(db, time, intake, questions, judging, recorder),
                new DryRuns(db, intake, questions, judging, shared.refs(), previews),
                new PastDeploys(db, time, intake, questions, new Evidence(shared.secrets()), ofPast),
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
