package dev.waybill.api.deploys;

import dev.waybill.access.Caller;
import dev.waybill.access.Right;
import dev.waybill.api.input.Input;
import dev.waybill.api.routes.Queries;
import dev.waybill.api.routes.RouteGroup;
import dev.waybill.api.routes.Routes;
import dev.waybill.apps.App;
import dev.waybill.deploys.Door;
import dev.waybill.deploys.Lane;
import dev.waybill.http.Answers;
import dev.waybill.requests.DeployRequest;
import dev.waybill.requests.Expected;
import dev.waybill.requests.PastDeploys;
import dev.waybill.requests.Target;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Map;

/** {@code /apps/{app}/envs/{env}/record/}: records deploys that happened elsewhere. */
public final class RecordRoutes implements RouteGroup {
    private final PastDeploys past;
    private final DeployAnswers answers;
    private final DeployJsons jsons;

    public RecordRoutes(PastDeploys past, DeployAnswers answers, DeployJsons jsons) {
        this.past = past;
        this.answers = answers;
        this.jsons = jsons;
    }

    @Override
    public String noun() {
        return "records";
    }

    @Override
    public void rows(Routes routes) {
        routes.rehearsing(rows -> rows.environment("POST", "/record", Right.DEPLOY, this::record));
    }

    void record(Context ctx, Caller caller, App app, Lane lane) throws IOException, InterruptedException {
        var input = Input.of(ctx);
        var happened = new Target.Happened(
                input.textOrNull("ref"), input.required("sha"), input.time("at"), input.textOrNull("evidence"));
        var user = input.textOrNull("user");
        var reason = input.textOrNull("reason");
        input.check();
        var request = new DeployRequest(
                app.name(),
                lane.environment(),
                happened,
                caller,
                user,
                Map.of(),
                false,
                reason,
                false,
                false,
                Door.RECORD,
                Expected.ANYTHING,
                ctx.header("Idempotency-Key"));
        if (Queries.isRehearsal(ctx)) {
            answers.preview(ctx, past.preview(request, happened));
        } else {
            Answers.written(ctx, 201, jsons.of(past.record(request, happened)));
        }
    }
}
