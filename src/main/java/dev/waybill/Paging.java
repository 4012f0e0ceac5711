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
    private Paging() {}

    static List<PageGroup> of(Foundation foundation, Site site, Engine engine, DeployRows rows, SignIn signIn) {
        return Stream.of(ofAll(foundation, site, engine, rows), DeployPaging.of(foundation, site, engine, rows, signIn))
                .flatMap(List::stream)
                .toList();
    }

    private static List<PageGroup> ofAll(Foundation foundation, Site site, Engine engine, DeployRows rows) {
        var apps = foundation.apps();
        return List.of(
                new OverviewPages(foundation.db(), apps, engine.deploys(), site.nodes(), rows, site.url()),
                new FindPages(apps));
    }
}
