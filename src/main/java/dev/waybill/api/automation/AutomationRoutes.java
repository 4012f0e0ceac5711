package dev.waybill.api.automation;

import dev.waybill.access.Caller;
import dev.waybill.access.Right;
import dev.waybill.api.input.Input;
import dev.waybill.api.routes.RouteGroup;
import dev.waybill.api.routes.Routes;
import dev.waybill.apps.App;
import dev.waybill.automation.Automations;
import dev.waybill.automation.Mode;
import dev.waybill.deploys.Lane;
import dev.waybill.errors.Conflict;
import dev.waybill.http.Answers;
import dev.waybill.http.Problems;
import dev.waybill.lookups.Automatic;
import dev.waybill.repositories.RefLookup;
import dev.waybill.wire.AutomationJson;
import dev.waybill.wire.Times;
import io.javalin.http.Context;
import java.io.IOException;

/** {@code /apps/{app}/envs/{env}/auto/}: the automatic deploys of an environment. */
public final class AutomationRoutes implements RouteGroup {
    private final Automations automations;
    private final Automatic automatic;

    public AutomationRoutes(Automations automations, Automatic automatic) {
        this.automations = automations;
        this.automatic = automatic;
    }

    @Override
    public String noun() {
        return "automation";
    }

    @Override
    public void rows(Routes routes) {
        routes.environment("GET", "/auto", Right.READ, this::show).environment("PUT", "/auto", Right.DEPLOY, this::set);
    }

    void show(Context ctx, Caller caller, App app, Lane lane) throws InterruptedException {
        Answers.json(ctx, 200, json(app, lane, caller));
    }

    void set(Context ctx, Caller caller, App app, Lane lane) throws IOException, InterruptedException {
        var input = Input.of(ctx);
        var word = input.required("mode");
        var reason = input.textOrNull("reason");
        var mode = Mode.of(word);
        if (mode.isEmpty() && !word.isEmpty()) {
            input.mistake("mode", "must be \"on\", \"off\" or \"paused\"");
        }
        input.check();
        if (app.config().environment(lane.environment()).auto() == null) {
            throw new Conflict(
                    "not_automatic",
                    "%s of %s is not deployed automatically; give it an \"auto\" in the app's configuration, such as {\"on\": \"push\"}"
                            .formatted(lane.environment(), app.name()));
        }
        automations.set(app, lane, mode.orElseThrow(), reason, caller.user());
        Answers.json(ctx, 200, json(app, lane, caller));
    }

    private AutomationJson json(App app, Lane lane, Caller caller) throws InterruptedException {
        return automatic
                .of(app, lane, caller)
                .map(status -> json(app, lane, status))
                .orElseGet(() ->
                        new AutomationJson(app.name(), lane.environment(), null, null, null, null, null, null, null));
    }

    private static AutomationJson json(App app, Lane lane, Automatic.Status status) {
        var state = status.automation().state();
        var isSet = status.automation().isOff() || state.mode() == Mode.PAUSED;
        var setback = isSet ? null : status.automation().setback().orElse(null);
        var next = status.next();
        return new AutomationJson(
                app.name(),
                lane.environment(),
                status.config().summary(RefLookup.defaultRef(app, lane.environment())),
                (setback == null ? state.mode() : Mode.PAUSED).word(),
                setback == null ? state.by() : null,
                setback == null ? state.reason() : setback.sentence(app.name() + "/" + lane.environment()),
                Times.text(setback == null ? state.since() : setback.at()),
                status.waiting() == null ? null : status.waiting().name(),
                new AutomationJson.NextAutomaticJson(
                        next.ref(),
                        next.sha() == null ? null : next.sha().hex(),
                        status.plan().note(),
                        Times.textOrNull(status.plan().dueAt()),
                        Problems.blockers(next.blockers())));
    }
}
