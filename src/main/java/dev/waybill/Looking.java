package dev.waybill;

import dev.waybill.ancestry.Distances;
import dev.waybill.deploys.DeployStore;
import dev.waybill.lookups.Automatic;
import dev.waybill.lookups.Backlogs;
import dev.waybill.lookups.CommitChecks;
import dev.waybill.lookups.Comparisons;
import dev.waybill.lookups.Environments;
import dev.waybill.lookups.Explaining;
import dev.waybill.lookups.Glance;
import dev.waybill.lookups.Mirrored;
import dev.waybill.lookups.Searching;
import dev.waybill.lookups.Tracing;
import dev.waybill.triggers.Planner;
import java.util.concurrent.ExecutorService;

/** Wires what answers questions about deploys. */
public record Looking(
        Comparisons comparisons,
        Tracing tracing,
        Searching searching,
        Explaining explaining,
        Automatic automatic,
        CommitChecks checks,
        Environments environments,
        Mirrored mirrored,
        Glance glance,
        Backlogs backlogs) {
    static Looking of(
            Foundation foundation,
            Site site,
            Engine.Shared shared,
            Checking checking,
            WaitingDeploys waiting,
            Asking asking,
            Planner planner,
            ExecutorService threads) {
        var db = foundation.db();
        var sources = site.sources();
        var automatic = new Automatic(db, planner, asking.dryRuns(), waiting.lanes(), foundation.time(), threads);
        var glance = new Glance(threads, foundation.time());
        var explaining =
                new Explaining(db, waiting.lanes(), site.nodes(), asking.dryRuns(), checking.looks(), automatic);
        return new Looking(
                new Comparisons(db, sources, shared.remotes(), shared.refs(), threads, foundation.time()),
                new Tracing(site.origins()),
                new Searching(db, foundation.apps(), sources, shared.remotes(), waiting.outlook(), automatic),
                explaining,
                automatic,
                new CommitChecks(db, foundation.apps(), checking.facts(), explaining, foundation.time()),
                new Environments(db, new DeployStore(db)),
                new Mirrored(sources, glance),
                glance,
                new Backlogs(db, new Distances(db, sources, foundation.time(), threads)));
    }
}
