package dev.waybill.web.newdeploy;

import dev.waybill.access.Right;
import dev.waybill.apps.App;
import dev.waybill.apps.InputLimit;
import dev.waybill.deploys.Lane;
import dev.waybill.errors.Conflict;
import dev.waybill.errors.Invalid;
import dev.waybill.errors.NotFound;
import dev.waybill.errors.Refused;
import dev.waybill.errors.ServiceException;
import dev.waybill.errors.Unavailable;
import dev.waybill.http.Problems;
import dev.waybill.requests.DeployRequest;
import dev.waybill.requests.Requests;
import dev.waybill.web.frame.Action;
import dev.waybill.web.frame.Fields;
import dev.waybill.web.frame.Frame;
import dev.waybill.web.frame.Heading;
import dev.waybill.web.frame.Page;
import dev.waybill.web.frame.PageGroup;
import dev.waybill.web.frame.PageSentences;
import dev.waybill.web.frame.Section;
import dev.waybill.web.frame.Visit;
import io.javalin.config.RoutesConfig;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The page on which people request deploys: it shows first what a ref names and what would happen, and the form sends along what
 * was seen, so that nothing else is deployed. Comes before the pages of deploys.
 */
public final class NewDeployPages implements PageGroup {
    private static final String PATH = "/apps/{app}/{env}/deploy";
    private static final int UNPROCESSABLE = 422;

    private final Planning planning;
    private final Requests requests;
    private final InputLimit limit;

    public NewDeployPages(Planning planning, Requests requests, InputLimit limit) {
        this.planning = planning;
        this.requests = requests;
        this.limit = limit;
    }

    @Override
    public void pages(RoutesConfig routes, Frame frame) {
        frame.page(routes, PATH, this::show);
        frame.action(routes, PATH, this::request);
    }

    private Page show(Visit visit) throws InterruptedException {
        var app = planning.reads().app(visit);
        var lane = planning.reads().lane(app, visit);
        var draft = Draft.of(visit);
        requireTask(app, lane, draft);
        return page(planning.of(app, lane, draft, visit.caller(), "", Map.of()));
    }

    private void requireTask(App app, Lane lane, Draft draft) {
        var provider = planning.reads().providers().provider(app.config().provider());
        Set<String> tasks = provider.tasks(app.config().providerConfig(lane.environment()));
        if (!draft.isDeploy() && !tasks.contains(draft.task())) {
            throw new NotFound(
                    "invalid_resource",
                    "%s has no task \"%s\" in %s".formatted(app.name(), draft.task(), lane.environment()));
        }
    }

    private static Page page(NewDeploy page) {
        var api = "/api/0/apps/%s/envs/%s/changes/".formatted(page.app().name(), page.environment());
        return Page.of(new Heading(page.title(), Section.OVERVIEW, api), "newdeploy/newdeploy.jte", page);
    }

    private Action.Result request(Visit visit, Fields fields) throws InterruptedException {
        var app = planning.reads().app(visit);
        var lane = planning.reads().lane(app, visit);
        var draft = Draft.of(fields);
        visit.caller().require(Right.DEPLOY, app.place(lane.environment()));
        requireTask(app, lane, draft);
        try {
            if (draft.force() && draft.reason().isEmpty()) {
                throw Invalid.fields(Map.of("reason", "say why the checks do not count"));
            }
            var deploy = requests.request(request(app, lane, draft, visit, fields));
            var path = "/apps/%s/%s/%d".formatted(app.name(), lane.environment(), deploy.number());
            return new Action.Done(path, deploy.name() + " is requested");
        } catch (Invalid | Refused | Conflict | Unavailable e) {
            return again(planning.of(app, lane, draft, visit.caller(), sentence(e), mistakes(e)), e);
        }
    }

    private DeployRequest request(App app, Lane lane, Draft draft, Visit visit, Fields fields) {
        limit.require(new LinkedHashMap<>(draft.params()));
        return new DeployRequest(
                app.name(),
                lane.environment(),
                draft.target(null),
                visit.caller(),
                null,
                new LinkedHashMap<>(draft.params()),
                draft.force(),
                draft.reasonOrNull(),
                draft.queue(),
                false,
                draft.door(),
                Draft.seen(fields),
                key(fields));
    }

    private static @Nullable String key(Fields fields) {
        return fields.find("key").orElse(null);
    }

    /** The page again, as the world is now; nothing was requested. */
    private static Action.Again again(NewDeploy page, ServiceException why) {
        var status = why instanceof Invalid || why instanceof Refused refused && !isMoved(refused)
                ? UNPROCESSABLE
                : Problems.status(why);
        return new Action.Again(status, page(page));
    }

    private static boolean isMoved(Refused refused) {
        return refused.name().equals("changed_since_seen");
    }

    private static String sentence(ServiceException e) {
        return switch (e) {
            case Refused refused
            when isMoved(refused) ->
                "%s. Nothing was started. This is the difference now"
                        .formatted(
                                PageSentences.told(refused.reasons().getFirst().message()));
            case Conflict conflict
            when conflict.name().equals("idempotency_conflict") ->
                "This form was already sent, with other words. Look again, and send it once more if you mean it";
            default -> PageSentences.told(e.sentence());
        };
    }

    private static Map<String, String> mistakes(ServiceException e) {
        return e instanceof Invalid invalid ? invalid.details() : Map.of();
    }
}
