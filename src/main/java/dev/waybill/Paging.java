package dev.waybill;

import dev.waybill.apps.Stars;
import dev.waybill.web.compare.ComparePages;
import dev.waybill.web.find.FindPages;
import dev.waybill.web.frame.PageGroup;
import dev.waybill.web.history.HistoryPages;
import dev.waybill.web.locks.LockForms;
import dev.waybill.web.locks.LockPages;
import dev.waybill.web.overview.OverviewPages;
import dev.waybill.web.overview.Reads;
import dev.waybill.web.queue.QueuePages;
import dev.waybill.web.shown.DeployRows;
import dev.waybill.web.signin.SignIn;
import java.util.List;
import java.util.stream.Stream;

/** Wires the pages. */
final class Paging {
    private final Foundation foundation;
    private final Site site;
    private final Engine engine;
    private final DeployRows rows;

    Paging(Foundation foundation, Site site, Engine engine, DeployRows rows) {
        this.foundation = foundation;
        this.site = site;
        this.engine = engine;
        this.rows = rows;
    }

    List<PageGroup> all(SignIn signIn, Doors.Configuration configuration) {
        var ofApps = new AppPaging(foundation, site, engine, rows);
        // The first path that matches counts: fixed words come before the names of environments and the numbers of
        // deploys.
        return Stream.of(
                        ofAll(),
                        new SettingsPaging(foundation, site, engine).all(configuration),
                        ofApps.all(configuration.limit()),
                        DeployPaging.of(foundation, site, engine, rows, signIn),
                        ofApps.last())
                .flatMap(List::stream)
                .toList();
    }

    private List<PageGroup> ofAll() {
        var db = foundation.db();
        var apps = foundation.apps();
        var deploys = engine.deploys();
        var looking = engine.looking();
        var url = site.url();
        var stars = new Stars(db);
        var overview = new Reads(db, apps, deploys, site.nodes(), rows, looking.backlogs(), stars);
        return List.of(
                new OverviewPages(overview, url),
                new FindPages(apps, stars),
                new QueuePages(deploys, rows, engine.waiting().outlook(), url),
                new LockForms(db, foundation.locks(), apps, foundation.time()),
                new LockPages(db, foundation.locks(), deploys, foundation.time(), url),
                new HistoryPages(deploys, apps, rows, url),
                new ComparePages(apps, looking.comparisons(), looking.tracing(), rows));
    }
}
