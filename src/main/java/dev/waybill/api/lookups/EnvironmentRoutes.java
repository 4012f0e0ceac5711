package dev.waybill.api.lookups;

import dev.waybill.access.Caller;
import dev.waybill.access.Right;
import dev.waybill.api.apps.AppJsons;
import dev.waybill.api.deploys.DeployAnswers;
import dev.waybill.api.deploys.DeployJsons;
import dev.waybill.api.deploys.ReleaseJsons;
import dev.waybill.api.input.Input;
import dev.waybill.api.routes.Queries;
import dev.waybill.api.routes.RouteGroup;
import dev.waybill.api.routes.Routes;
import dev.waybill.apps.App;
import dev.waybill.deploys.Door;
import dev.waybill.deploys.Lane;
import dev.waybill.errors.Invalid;
import dev.waybill.http.Answers;
import dev.waybill.http.Problems;
import dev.waybill.locks.Lock;
import dev.waybill.lookups.CommitChecks;
import dev.waybill.lookups.EnvironmentState;
import dev.waybill.lookups.Environments;
import dev.waybill.lookups.Explaining;
import dev.waybill.requests.DeployRequest;
import dev.waybill.requests.Explanation;
import dev.waybill.requests.Target;
import dev.waybill.store.Slice;
import dev.waybill.store.Weights;
import dev.waybill.wire.EnvironmentJson;
import dev.waybill.wire.ExplanationJson;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /apps/{app}/envs/{env}/}: the state of an environment, why deploys wait, rollback and promotion. */
public final class EnvironmentRoutes implements RouteGroup {
    private final Environments environments;
    private final Explaining explaining;
    private final AppJsons apps;
    private final CommitChecks checks;
    private final DeployAnswers answers;
    private final Watched watched;

    public EnvironmentRoutes(
            Environments environments,
            Explaining explaining,
            CommitChecks checks,
            AppJsons apps,
            DeployAnswers answers,
            Watched watched) {
        this.environments = environments;
        this.explaining = explaining;
        this.checks = checks;
        this.apps = apps;
        this.answers = answers;
        this.watched = watched;
    }

    @Override
    public String noun() {
        return "environments";
    }

    @Override
    public void rows(Routes routes) {
        routes.rehearsing(rows -> rows.environment("POST", "/rollback", Right.DEPLOY, this::rollback)
                        .environment("POST", "/promote", Right.READ, this::promote))
                .environment("GET", "", Right.READ, this::show)
                .environment("POST", "/look", Right.DEPLOY, this::look)
                .environment("PUT", "/drift", Right.DEPLOY, this::acknowledge)
                .environment("GET", "/explain?ref&sha&as&force&reason", Right.READ, this::explain);
    }

    void show(Context ctx, Caller caller, App app, Lane lane) {
        Answers.json(ctx, 200, json(app, lane, environments.state(lane)));
    }

    /** Has the repository, the deployments of others, and what is live elsewhere looked at now. Answers the state before. */
    void look(Context ctx, Caller caller, App app, Lane lane) throws IOException {
        Input.ofNothing(ctx).check();
        watched.lookNow(app, lane);
        Answers.json(ctx, 202, json(app, lane, environments.state(lane)));
    }

    /** Somebody knows that another commit is live than is recorded. */
    void acknowledge(Context ctx, Caller caller, App app, Lane lane) throws IOException {
        var input = Input.of(ctx);
        var sha = input.required("acknowledged");
        input.check();
        watched.acknowledge(app, lane, sha, caller.user());
        Answers.json(ctx, 200, json(app, lane, environments.state(lane)));
    }

    private EnvironmentJson json(App app, Lane lane, EnvironmentState state) {
        var configured = app.config().environment(lane.environment()).defaultRef();
        return new EnvironmentJson(
                app.name(),
                lane.environment(),
                configured == null ? apps.head(app.config()) : configured,
                ReleaseJsons.releaseOrNull(state.history().stream().findFirst().orElse(null)),
                ReleaseJsons.releaseOrNull(state.previous()),
                ReleaseJsons.turnOrNull(state.running()),
                state.waiting().stream().map(ReleaseJsons::turn).toList(),
                state.waiting().stream()
                        .limit(1)
                        .flatMap(deploy -> checks.ofDeploy(deploy).stream())
                        .map(CheckJsons::of)
                        .toList(),
                state.locks().stream().map(Lock::json).toList(),
                quarantined(state),
                DeployJsons.secondsOrNull(state.usual()),
                state.history().stream().map(ReleaseJsons::release).toList(),
                SightingJsons.of(state),
                watched.json(app, lane.environment()));
    }

    /** The newest ones, up to the limit of a list; the oldest first. */
    private static List<EnvironmentJson.QuarantineJson> quarantined(EnvironmentState state) {
        var newest = state.quarantined().entrySet().stream()
                .map(bad ->
                        new EnvironmentJson.QuarantineJson(bad.getKey().hex(), ReleaseJsons.judgement(bad.getValue())))
                .toList()
                .reversed();
        return Slice.of(newest, newest.size(), bad -> Weights.of(bad.judgement().reason()))
                .rows()
                .reversed();
    }

    void explain(Context ctx, Caller caller, App app, Lane lane) throws InterruptedException {
        var wish = new Target.OfRef(Queries.text(ctx, "ref"), Queries.text(ctx, "sha"));
        var door = door(Queries.text(ctx, "as"));
        var force = Queries.flag(ctx, "force");
        var reason = Queries.text(ctx, "reason");
        var explained = wish.equals(Target.OfRef.DEFAULT) && door == null && !force && reason == null
                ? explaining.lane(app, lane, caller)
                : explaining.request(app, lane, wish, door == null ? Door.API : door, force, reason, caller);
        Answers.json(ctx, 200, json(explained));
    }

    private static @Nullable Door door(@Nullable String as) {
        return switch (as) {
            case null -> null;
            case "me" -> Door.API;
            case "automation" -> Door.AUTOMATION;
            default -> throw Invalid.fields(Map.of("as", "must be \"me\" or \"automation\""));
        };
    }

    private static ExplanationJson json(Explanation explained) {
        return new ExplanationJson(
                explained.deploy() == null ? null : explained.deploy().name(),
                explained.ref(),
                explained.sha() == null ? null : explained.sha().hex(),
                explained.position(),
                Problems.blockers(explained.blockers()),
                explained.warnings());
    }

    void rollback(Context ctx, Caller caller, App app, Lane lane) throws IOException, InterruptedException {
        var input = Input.of(ctx);
        var reason = input.required("reason");
        var to = input.textOrNull("to");
        var config = input.textOrNull("config");
        if (config != null && !config.equals("then") && !config.equals("now")) {
            input.mistake("config", "must be \"then\" or \"now\"");
        }
        var target = new Target.Back(to, "now".equals(config), input.flag("cancel"));
        input.check();
        answers.answer(ctx, request(ctx, app, lane, target, caller, reason, Door.ROLLBACK));
    }

    /** Deploys what is live here to another environment. */
    void promote(Context ctx, Caller caller, App app, Lane lane) throws IOException, InterruptedException {
        var input = Input.of(ctx);
        var to = input.required("to");
        var reason = input.textOrNull("reason");
        input.check();
        caller.require(Right.READ, app.place(lane.environment()));
        var target = new Target.Promoted(lane.environment());
        answers.answer(ctx, request(ctx, app, new Lane(app.id(), to), target, caller, reason, Door.PROMOTION));
    }

    private static DeployRequest request(
            Context ctx, App app, Lane lane, Target target, Caller caller, @Nullable String reason, Door door) {
        return DeployRequest.of(
                app.name(), lane.environment(), target, caller, reason, door, ctx.header("Idempotency-Key"));
    }
}
