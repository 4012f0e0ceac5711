package dev.waybill;

import dev.waybill.apps.InputLimit;
import dev.waybill.apps.Stars;
import dev.waybill.web.apps.AppPages;
import dev.waybill.web.apps.EnvironmentActions;
import dev.waybill.web.apps.EnvironmentPages;
import dev.waybill.web.apps.Reads;
import dev.waybill.web.apps.StarActions;
import dev.waybill.web.frame.PageGroup;
import dev.waybill.web.newdeploy.NewDeployPages;
import dev.waybill.web.newdeploy.Planning;
import dev.waybill.web.shown.DeployRows;
import java.util.List;

/** Wires the pages of apps and environments, and of new deploys. */
final class AppPaging {
    private final Engine engine;
    private final Reads reads;

    AppPaging(Foundation foundation, Site site, Engine engine, DeployRows rows) {
        var looking = engine.looking();
        this.engine = engine;
        this.reads = new Reads(
                foundation.db(),
                foundation.apps(),
                engine.deploys(),
                rows,
                looking.environments(),
                looking.automatic(),
                looking.checks(),
                looking.mirrored(),
                looking.glance(),
                site.origins(),
                engine.watching().watches(),
                site.providers(),
                new Stars(foundation.db()),
                site.url());
    }

    List<PageGroup> all(InputLimit limit) {
        return List.of(new AppPages(reads), new StarActions(reads), newDeploys(limit), environmentActions());
    }

    /** An environment can have any name. */
    List<PageGroup> last() {
        return List.of(new EnvironmentPages(reads));
    }

    private PageGroup newDeploys(InputLimit limit) {
        var looking = engine.looking();
        var asking = engine.asking();
        var planning = new Planning(reads, looking.comparisons(), looking.tracing(), asking.dryRuns());
        return new NewDeployPages(planning, asking.requests(), limit);
    }

    private PageGroup environmentActions() {
        return new EnvironmentActions(
                reads,
                engine.automating().automations(),
                engine.seeing().sightings(),
                engine.accepting().incoming());
    }
}
