package dev.waybill;

import dev.waybill.artifacts.Artifacts;
import dev.waybill.commands.CommandRuns;
import dev.waybill.commands.Plans;
import dev.waybill.commands.ReportJournal;
import dev.waybill.commands.RunJournal;
import dev.waybill.commands.RunSecrets;
import dev.waybill.commands.StateStore;
import dev.waybill.deploys.DeployStore;
import dev.waybill.execution.Caching;
import dev.waybill.execution.Cancellations;
import dev.waybill.execution.Contexts;
import dev.waybill.execution.Execution;
import dev.waybill.execution.Finish;
import dev.waybill.execution.Journal;
import dev.waybill.execution.Leftovers;
import dev.waybill.execution.Reports;
import dev.waybill.execution.Runner;
import dev.waybill.execution.SetUp;
import dev.waybill.execution.Sweeper;
import dev.waybill.execution.script.Scripts;
import dev.waybill.keeping.Keeper;
import dev.waybill.keeping.Keeping;
import java.util.concurrent.Executor;

/** Wires what follows running deploys. */
public record RunningDeploys(
        Runner runner,
        Reports reports,
        Cancellations cancellations,
        Driving driving,
        Artifacts artifacts,
        Leftovers.Kept kept,
        Scripts scripts) {
    static RunningDeploys of(Foundation foundation, Site site, Engine.Shared shared, Executor threads) {
        var db = foundation.db();
        var kept = kept(foundation, site);
        var leftovers = new Leftovers(db, site.runs(), site.sources(), kept, foundation.time(), threads);
        var tokens = foundation.access().tokens();
        var secrets = new RunSecrets(shared.secrets(), site.runs(), db, tokens);
        var finish = finish(foundation, site, shared, leftovers);
        var states = new StateStore(db, site.node());
        var artifacts = new Artifacts(db, foundation.logs(), site.sources(), states, site.shortage());
        var reports = new ReportJournal(foundation.events(), foundation.time());
        var journal = new Journal(db, foundation.logs(), reports, states, foundation.time(), threads);
        var checkouts = new SetUp.Checkouts(site.sources(), kept.keeping());
        var execution = new Execution(
                foundation.apps(),
                site.providers(),
                new SetUp(db, foundation.logs(), checkouts, shared.remotes(), states, foundation.time()),
                new Contexts(
                        commands(foundation, site, secrets, reports),
                        journal,
                        shared.secrets(),
                        site.sources(),
                        foundation.hosts(),
                        artifacts,
                        foundation.time()),
                finish,
                new Execution.Place(site.node(), site.url()));
        var runner = new Runner(db, site.node(), foundation.time(), execution, leftovers, threads);
        return new RunningDeploys(
                runner,
                new Reports(db, reports, foundation.apps(), secrets),
                new Cancellations(db, foundation.logs(), foundation.events(), shared.ending(), runner),
                Driving.of(foundation, site, shared, finish),
                artifacts,
                kept,
                new Scripts(foundation.apps(), site.providers(), secrets, site.url()));
    }

    private static Leftovers.Kept kept(Foundation foundation, Site site) {
        var db = foundation.db();
        var apps = foundation.apps();
        var keeping = new Keeping(db, site.node(), apps, site.sources(), foundation.time());
        var keeper = new Keeper(db, site.node(), apps, site.sources(), keeping);
        return new Leftovers.Kept(keeping, keeper, new Caching(apps, new DeployStore(db), site.node(), site.caches()));
    }

    private static CommandRuns commands(Foundation foundation, Site site, RunSecrets secrets, ReportJournal reports) {
        return new CommandRuns(
                foundation.db(),
                site.runs(),
                site.node(),
                secrets,
                new Plans(site.sources(), site.caches()),
                new RunJournal(foundation.db(), foundation.logs(), reports, site.node(), foundation.time()));
    }

    private static Finish finish(Foundation foundation, Site site, Engine.Shared shared, Leftovers leftovers) {
        return new Finish(
                foundation.db(),
                site.node(),
                foundation.logs(),
                shared.ending(),
                new Sweeper(foundation.db(), site.runs(), leftovers),
                shared.clock());
    }
}
