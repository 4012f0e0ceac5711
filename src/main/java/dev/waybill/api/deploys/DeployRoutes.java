package dev.waybill.api.deploys;

import dev.waybill.access.Caller;
import dev.waybill.access.Right;
import dev.waybill.api.input.Input;
import dev.waybill.api.routes.Page;
import dev.waybill.api.routes.Queries;
import dev.waybill.api.routes.RouteGroup;
import dev.waybill.api.routes.Routes;
import dev.waybill.apps.InputLimit;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.DeployFilter;
import dev.waybill.deploys.DeployStore;
import dev.waybill.deploys.Door;
import dev.waybill.errors.Invalid;
import dev.waybill.http.Answers;
import dev.waybill.http.Visits;
import dev.waybill.lookups.DeployWatch;
import dev.waybill.requests.DeployRequest;
import dev.waybill.requests.Expected;
import dev.waybill.requests.Target;
import dev.waybill.wire.Status;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code /deploys/}: requests, lists and shows deploys. */
public final class DeployRoutes implements RouteGroup {
    private static final long LONGEST_WAIT = 60;
    /** The path that clients of the old service use. */
    private static final String TASK = "[a-z0-9][a-z0-9_-]{0,40}";

    private static final String TASKS = Routes.ROOT + "/tasks";

    private final DeployStore deploys;
    private final DeployWatch watch;
    private final DeployJsons jsons;
    private final DeployAnswers answers;
    private final String url;
    private final InputLimit limit;

    public DeployRoutes(
            DeployStore deploys,
            DeployWatch watch,
            DeployJsons jsons,
            DeployAnswers answers,
            String url,
            InputLimit limit) {
        this.answers = answers;
        this.deploys = deploys;
        this.watch = watch;
        this.jsons = jsons;
        this.url = url;
        this.limit = limit;
    }

    @Override
    public String noun() {
        return "deploys";
    }

    @Override
    public void rows(Routes routes) {
        routes.rehearsing(rows -> rows.somewhere("POST", "/{app}/deploy", Right.DEPLOY, this::requestInOneLine)
                        .deploys("POST", "", Right.DEPLOY, this::request))
                .deploys("GET", "?app&user&env&ref&status&limit&cursor", Right.READ, this::list)
                .deploy("GET", "?wait", Right.READ, this::show);
    }

    void request(Context ctx, Caller caller) throws IOException, InterruptedException {
        var input = Input.of(ctx);
        answer(ctx, input, input.required("app"), caller);
    }

    void requestInOneLine(Context ctx, Caller caller) throws IOException, InterruptedException {
        answer(ctx, Input.of(ctx), ctx.pathParam("app"), caller);
    }

    private void answer(Context ctx, Input input, String app, Caller caller) throws InterruptedException {
        var params = input.object("params");
        var user = input.textOrNull("user");
        var reason = input.textOrNull("reason");
        var request = new DeployRequest(
                app,
                input.textOrNull("env"),
                target(input),
                caller,
                user,
                params == null ? Map.of() : params,
                input.flag("force"),
                reason,
                input.flag("queue"),
                input.flag("external"),
                ctx.path().startsWith(TASKS) || user != null && reason == null ? Door.OLD_CLIENT : Door.API,
                new Expected(input.textOrNull("expected_live"), input.textOrNull("expected_sha")),
                ctx.header("Idempotency-Key"));
        input.check();
        limit.require(request.params());
        answers.answer(ctx, request);
    }

    private static Target target(Input input) {
        var task = input.textOrNull("task");
        var ref = input.textOrNull("ref");
        var sha = input.textOrNull("sha");
        if (task != null && !task.matches(TASK)) {
            input.mistake("task", "must be the name of a task: up to 41 lowercase letters, digits, - and _");
        }
        return task == null || task.equals(Deploy.DEPLOY)
                ? new Target.OfRef(ref, sha)
                : new Target.Task(task, ref, sha);
    }

    void list(Context ctx, Caller caller) {
        var page = Page.of(ctx);
        var found = deploys.list(new DeployFilter(
                caller.grant(),
                Queries.text(ctx, "app"),
                Queries.text(ctx, "user"),
                Queries.text(ctx, "env"),
                Queries.text(ctx, "ref"),
                statuses(ctx),
                page.before(),
                page.limit() + 1));
        Answers.list(
                ctx, jsons.all(page.cut(ctx, url, found, deploy -> deploy.id().value())));
    }

    private static Set<Status> statuses(Context ctx) {
        return ctx.queryParams("status").stream()
                .filter(word -> !word.isEmpty())
                .map(word -> Status.find(word)
                        .orElseThrow(() -> Invalid.fields(Map.of(
                                "status",
                                "\"%s\" is not a status; use pending, in_progress, finished, failed or cancelled"
                                        .formatted(word)))))
                .collect(Collectors.toSet());
    }

    /** With {@code ?wait=60}, answers once the state differs from the one that the client knows. */
    void show(Context ctx, Caller caller, Deploy deploy) throws InterruptedException {
        var wait = Queries.number(ctx, "wait", 0, LONGEST_WAIT).orElse(0L);
        var shown = jsons.of(deploy);
        if (wait > 0 && !Answers.isOutdated(ctx, shown)) {
            Visits.last(ctx);
            shown = jsons.of(watch.await(deploy, Duration.ofSeconds(wait)));
        }
        Answers.written(ctx, 200, shown);
    }
}
