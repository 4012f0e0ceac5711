package dev.waybill.web.apps;

import dev.waybill.access.Right;
import dev.waybill.apps.App;
import dev.waybill.automation.Automations;
import dev.waybill.automation.Mode;
import dev.waybill.deploys.Lane;
import dev.waybill.errors.Conflict;
import dev.waybill.errors.Invalid;
import dev.waybill.incoming.Incoming;
import dev.waybill.sightings.Sightings;
import dev.waybill.web.frame.Action;
import dev.waybill.web.frame.Fields;
import dev.waybill.web.frame.Frame;
import dev.waybill.web.frame.Heading;
import dev.waybill.web.frame.Page;
import dev.waybill.web.frame.PageGroup;
import dev.waybill.web.frame.Section;
import dev.waybill.web.frame.Visit;
import io.javalin.config.RoutesConfig;
import java.util.Map;

/** What people do on the page of an environment: switch automatic deploys, acknowledge a drift, have it looked at now. */
public final class EnvironmentActions implements PageGroup {
    private final Reads reads;
    private final Automations automations;
    private final Sightings sightings;
    private final Incoming incoming;

    public EnvironmentActions(Reads reads, Automations automations, Sightings sightings, Incoming incoming) {
        this.reads = reads;
        this.automations = automations;
        this.sightings = sightings;
        this.incoming = incoming;
    }

    @Override
    public void pages(RoutesConfig routes, Frame frame) {
        frame.page(routes, "/apps/{app}/{env}/auto", this::ask);
        frame.action(routes, "/apps/{app}/{env}/auto", this::set);
        frame.action(routes, "/apps/{app}/{env}/drift", this::acknowledge);
        frame.action(routes, "/apps/{app}/{env}/look", this::look);
    }

    private record Target(App app, Lane lane) {
        String path() {
            return "/apps/%s/%s".formatted(app.name(), lane.environment());
        }

        String name() {
            return "%s/%s".formatted(app.name(), lane.environment());
        }
    }

    private Target target(Visit visit) {
        var app = reads.app(visit);
        return new Target(app, reads.lane(app, visit));
    }

    private Target permitted(Visit visit) {
        var target = target(visit);
        visit.caller().require(Right.DEPLOY, target.app().place(target.lane().environment()));
        return target;
    }

    private static Mode mode(String word) {
        return Mode.of(word).orElseThrow(() -> Invalid.fields(Map.of("mode", "must be \"on\", \"off\" or \"paused\"")));
    }

    /** The question before automatic deploys are stopped. */
    private Page ask(Visit visit) {
        var target = target(visit);
        var mode = mode(visit.query("mode").orElse("paused"));
        var heading = new Heading(
                "Automatic deploys to " + target.name(),
                Section.OVERVIEW,
                "/api/0/apps/%s/envs/%s/auto/"
                        .formatted(target.app().name(), target.lane().environment()));
        var model = Map.<String, Object>of("path", target.path(), "name", target.name(), "mode", mode.word());
        return new Page(heading, "apps/auto.jte", model);
    }

    private Action.Result set(Visit visit, Fields fields) {
        var target = permitted(visit);
        var mode = mode(fields.require("mode"));
        if (target.app().config().environment(target.lane().environment()).auto() == null) {
            throw new Conflict(
                    "not_automatic",
                    "%s is not deployed automatically; give it an \"auto\" in the app's configuration"
                            .formatted(target.name()));
        }
        var by = visit.caller().user();
        automations.set(target.app(), target.lane(), mode, fields.find("reason").orElse(null), by);
        return new Action.Done(target.path(), "Automatic deploys to %s are %s".formatted(target.name(), mode.word()));
    }

    private Action.Result acknowledge(Visit visit, Fields fields) {
        var target = permitted(visit);
        var sha = fields.require("acknowledged");
        sightings.acknowledge(target.app(), target.lane(), sha, visit.caller().user());
        return new Action.Done(target.path(), "Acknowledged what is live in " + target.name());
    }

    private Action.Result look(Visit visit, Fields fields) {
        var target = permitted(visit);
        reads.watches().lookNow(target.app());
        incoming.lookNow(target.app().id());
        sightings.hurry(target.app(), target.lane());
        return new Action.Done(
                target.path(),
                "Looking at the repository of %s now".formatted(target.app().name()));
    }
}
