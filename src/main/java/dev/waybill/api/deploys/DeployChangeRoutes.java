package dev.waybill.api.deploys;

import dev.waybill.access.Caller;
import dev.waybill.access.Right;
import dev.waybill.api.input.Input;
import dev.waybill.api.routes.IfMatch;
import dev.waybill.api.routes.RouteGroup;
import dev.waybill.api.routes.Routes;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.Judgement;
import dev.waybill.execution.Cancellations;
import dev.waybill.execution.Reports;
import dev.waybill.http.Answers;
import dev.waybill.requests.Requests;
import dev.waybill.requests.Target;
import dev.waybill.requests.Verdicts;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;

/** Changes to one deploy: cancel, kill, retry, judge, report. */
public final class DeployChangeRoutes implements RouteGroup {
    private final Cancellations cancellations;
    private final Reports reports;
    private final Verdicts verdicts;
    private final Requests requests;
    private final DeployJsons jsons;

    public DeployChangeRoutes(
            Cancellations cancellations, Reports reports, Verdicts verdicts, Requests requests, DeployJsons jsons) {
        this.cancellations = cancellations;
        this.reports = reports;
        this.verdicts = verdicts;
        this.requests = requests;
        this.jsons = jsons;
    }

    @Override
    public String noun() {
        return "deploys";
    }

    @Override
    public void rows(Routes routes) {
        routes.deploy("PUT", "", Right.READ, this::change)
                .deploy("POST", "/kill", Right.DEPLOY, this::kill)
                .deploy("POST", "/retry", Right.DEPLOY, this::retry)
                .deploy("POST", "/judge", Right.DEPLOY, this::judge)
                .deploy("POST", "/report", Right.REPORT, this::report);
    }

    void change(Context ctx, Caller caller, Deploy deploy) throws IOException {
        var input = Input.of(ctx);
        var status = input.textOrNull("status");
        if (status != null && !status.equals("cancelled")) {
            input.mistake("status", "%s is not a valid choice".formatted(status));
        }
        input.check();
        if (status != null) {
            caller.require(Right.DEPLOY, deploy.place());
        }
        Answers.written(ctx, 200, jsons.of(status == null ? deploy : cancelled(ctx, caller, deploy)));
    }

    /** Others may have changed it since its tag was looked at. */
    private Deploy cancelled(Context ctx, Caller caller, Deploy deploy) {
        if (!IfMatch.isGiven(ctx)) {
            return cancellations.cancel(deploy, caller.user());
        }
        IfMatch.checkWritten(ctx, jsons.of(deploy));
        return cancellations.cancelUnchanged(deploy, caller.user()).orElseThrow(IfMatch::changed);
    }

    /** Records a report of the deploy's own command, or of a user with permission to deploy there. */
    void report(Context ctx, Caller caller, Deploy deploy) throws IOException {
        var said = ReportInput.read(Input.of(ctx));
        Answers.written(ctx, 200, jsons.of(reports.add(deploy, said, caller)));
    }

    void kill(Context ctx, Caller caller, Deploy deploy) throws IOException {
        Input.ofNothing(ctx).check();
        Answers.written(ctx, 200, jsons.of(cancellations.kill(deploy, caller.user())));
    }

    /** Judges its version. */
    void judge(Context ctx, Caller caller, Deploy deploy) throws IOException {
        var input = Input.of(ctx);
        var verdict = input.required("verdict");
        var reason = input.textOrNull("reason");
        if (!verdict.isEmpty() && !List.of("good", "faulty").contains(verdict)) {
            input.mistake("verdict", "must be \"good\" or \"faulty\"");
        }
        input.check();
        var judged = verdicts.judge(
                deploy,
                verdict.equals("good") ? Judgement.Verdict.GOOD : Judgement.Verdict.FAULTY,
                reason,
                caller.user());
        Answers.written(ctx, 200, jsons.of(judged));
    }

    void retry(Context ctx, Caller caller, Deploy deploy) throws IOException, InterruptedException {
        var input = Input.ofNothing(ctx);
        var reason = input.textOrNull("reason");
        var target = new Target.Again(deploy, input.flag("failed_hosts"));
        input.check();
        Answers.written(ctx, 201, jsons.of(requests.retry(target, caller, reason, ctx.header("Idempotency-Key"))));
    }
}
