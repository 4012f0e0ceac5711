package dev.waybill.web.overview;

import dev.waybill.access.Caller;
import dev.waybill.apps.Apps;
import dev.waybill.deploys.DeployFilter;
import dev.waybill.deploys.DeployStore;
import dev.waybill.locks.Locks;
import dev.waybill.nodes.Nodes;
import dev.waybill.sightings.Sightings;
import dev.waybill.store.Db;
import dev.waybill.watches.Watches;
import dev.waybill.web.shown.DeployRows;
import dev.waybill.web.frame.Frame;
import dev.waybill.web.frame.Heading;
import dev.waybill.web.frame.Page;
import dev.waybill.web.frame.PageGroup;
import dev.waybill.web.frame.Section;
import io.javalin.config.RoutesConfig;

/** The first page. */
public final class OverviewPages implements PageGroup {
    private static final int LAST = 20;

    private final Db db;
    private final Apps apps;
    private final DeployStore deploys;
    private final Nodes nodes;
    private final DeployRows rows;
    private final String url;

    /** @param url the server's public URL, for the commands that the page shows */
    public OverviewPages(Db db, Apps apps, DeployStore deploys, Nodes nodes, DeployRows rows, String url) {
        this.db = db;
        this.apps = apps;
        this.deploys = deploys;
        this.nodes = nodes;
        this.rows = rows;
        this.url = url;
    }

    @Override
    public void pages(RoutesConfig routes, Frame frame) {
        frame.live(
                routes,
                "/",
                visit -> Page.of(
                        new Heading("Waybill", Section.OVERVIEW, "/api/0/overview/"),
                        "overview/overview.jte",
                        page(visit.caller())));
    }

    private Overview page(Caller caller) {
        var live = Overview.live(Overview.readable(deploys.allLive(), caller), rows.now());
        var unfinished = Overview.readable(deploys.unfinished(), caller);
        var shown = Overview.first(unfinished);
        var last = deploys.list(DeployFilter.newestEnded(caller.grant(), LAST)).rows();
        var all = apps.all();
        var places = Overview.places(
                all, live, Locks.all(db), Watches.unseen(db, all, rows.now()), Sightings.drifting(db), caller);
        return new Overview(
                Overview.banners(nodes.all(), caller, rows.now()),
                places,
                rows.all(shown),
                unfinished.size() - shown.size(),
                rows.all(last),
                url);
    }
}
