package dev.waybill;

import dev.waybill.web.find.FindPages;
import dev.waybill.web.frame.PageGroup;
import dev.waybill.web.overview.OverviewPages;
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
        return Stream.of(
                        ofAll(),
                        DeployPaging.of(foundation, site, engine, rows, signIn),
                        new AppPaging(foundation, site, engine, rows).all(configuration.limit()),
                        new SettingsPaging(foundation, site, engine).all(configuration))
                .flatMap(List::stream)
                .toList();
    }

    private List<PageGroup> ofAll() {
        var apps = foundation.apps();
        return List.of(
                new OverviewPages(foundation.db(), apps, engine.deploys(), site.nodes(), rows, site.url()),
                new FindPages(apps));
    }
}
