package dev.waybill.web.apps;

import dev.waybill.access.Caller;
import dev.waybill.access.Right;
import dev.waybill.apps.App;
import dev.waybill.deploys.Lane;
import dev.waybill.deploys.ReleaseStore;
import dev.waybill.repositories.RefLookup;
import dev.waybill.vcs.Sha;
import dev.waybill.watches.Watches;
import dev.waybill.web.frame.Frame;
import dev.waybill.web.frame.Heading;
import dev.waybill.web.frame.Page;
import dev.waybill.web.frame.PageGroup;
import dev.waybill.web.frame.Section;
import dev.waybill.web.frame.Visit;
import io.javalin.config.RoutesConfig;
import java.util.List;

/** The page of an environment of an app: what is live, what comes, what holds it. Comes after all pages below an app. */
public final class EnvironmentPages implements PageGroup {
    private static final int MOST_BAD = 10;

    private final Reads reads;

    public EnvironmentPages(Reads reads) {
        this.reads = reads;
    }

    @Override
    public void pages(RoutesConfig routes, Frame frame) {
        frame.live(routes, "/apps/{app}/{env}", this::show);
    }

    private Page show(Visit visit) throws InterruptedException {
        var app = reads.app(visit);
        var lane = reads.lane(app, visit);
        var heading = new Heading(
                "%s / %s".formatted(app.name(), lane.environment()),
                Section.OVERVIEW,
                "/api/0/apps/%s/envs/%s/".formatted(app.name(), lane.environment()));
        return Page.of(heading, "apps/environment.jte", page(app, lane, visit.caller()));
    }

    private EnvironmentPage page(App app, Lane lane, Caller caller) throws InterruptedException {
        var environment = lane.environment();
        var stop = new Stops(reads, app, caller).one(environment);
        var ref = RefLookup.defaultRef(app, environment);
        var bad = stop.state().quarantined();
        return new EnvironmentPage(
                app,
                stop,
                reads.rows().all(stop.state().history()),
                bad.entrySet().stream()
                        .skip(Math.max(0, bad.size() - MOST_BAD))
                        .map(it ->
                                new EnvironmentPage.Bad(it.getKey(), it.getValue(), judging(stop, lane, it.getKey())))
                        .toList()
                        .reversed(),
                Math.max(0, bad.size() - MOST_BAD),
                Next.all(reads, app, List.of(environment), caller).getFirst(),
                Variable.of(app.config(), environment),
                reads.mirrored().displayed(app, ref),
                Watches.canChange(ref) ? reads.watches().freshness(app, ref) : null,
                caller.may(Right.DEPLOY, app.place(environment))
                        ? ""
                        : caller.lack(Right.DEPLOY, app.place(environment)),
                reads.rows().now(),
                reads.url());
    }

    private String judging(Stop stop, Lane lane, Sha sha) {
        return reads.db()
                .read(handle -> ReleaseStore.liveBySha(handle, lane, sha.hex()))
                .map(deploy -> "%s/%d/judge".formatted(stop.path(), deploy.number()))
                .orElse("");
    }
}
