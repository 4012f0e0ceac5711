package dev.waybill.web.apps;

import dev.waybill.apps.App;
import dev.waybill.deploys.DeployFilter;
import dev.waybill.watches.Watches;
import dev.waybill.web.frame.Frame;
import dev.waybill.web.frame.Heading;
import dev.waybill.web.frame.Page;
import dev.waybill.web.frame.PageGroup;
import dev.waybill.web.frame.Section;
import dev.waybill.web.frame.Visit;
import io.javalin.config.RoutesConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The page of an app: its environments as a line, and what is on its way along it. */
public final class AppPages implements PageGroup {
    private static final int LAST = 10;

    private final Reads reads;

    public AppPages(Reads reads) {
        this.reads = reads;
    }

    @Override
    public void pages(RoutesConfig routes, Frame frame) {
        frame.live(routes, "/apps/{app}", this::show);
    }

    private Page show(Visit visit) throws InterruptedException {
        var app = reads.app(visit);
        var api = "/api/0/apps/%s/".formatted(app.name());
        return Page.of(new Heading(app.name(), Section.OVERVIEW, api), "apps/app.jte", page(app, visit));
    }

    private AppPage page(App app, Visit visit) throws InterruptedException {
        var caller = visit.caller();
        var stops = new Stops(reads, app, caller).all();
        var names = stops.stream().map(Stop::environment).toList();
        var filter = new DeployFilter(caller.grant(), app.name(), null, null, null, Set.of(), null, LAST);
        var now = reads.rows().now();
        return new AppPage(
                app,
                stops,
                stops.isEmpty() ? null : AheadReader.of(reads, app, stops),
                Next.all(reads, app, names, caller),
                reads.rows().all(reads.deploys().list(filter).rows()),
                tasks(app, names),
                Watches.unseen(reads.db(), List.of(app), now).get(app.id()),
                reads.stars().of(caller.user().id()).contains(app.id()),
                now,
                reads.url());
    }

    private Map<String, List<String>> tasks(App app, List<String> environments) {
        var provider = reads.providers().provider(app.config().provider());
        var tasks = new TreeMap<String, List<String>>();
        for (var environment : environments) {
            provider.tasks(app.config().providerConfig(environment))
                    .forEach(task ->
                            tasks.computeIfAbsent(task, _ -> new ArrayList<>()).add(environment));
        }
        return tasks;
    }
}
