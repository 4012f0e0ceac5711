package dev.waybill;

import dev.waybill.checks.Asker;
import dev.waybill.checks.CheckFacts;
import dev.waybill.checks.CheckLooks;
import dev.waybill.checks.CheckPoller;
import dev.waybill.checks.GitCommitTimes;
import dev.waybill.checks.Questioner;
import dev.waybill.checks.Requirements;
import java.util.concurrent.Executor;

/** Wires what asks for the checks of commits. */
public record Checking(CheckFacts facts, CheckLooks looks, CheckPoller poller) {
    static Checking of(Foundation foundation, Site site, Engine.Shared shared, Executor threads) {
        var db = foundation.db();
        var time = foundation.time();
        var apps = foundation.apps();
        var requirements = new Requirements(site.checks(), site.forges()::isConfigured);
        var commits = new GitCommitTimes(site.sources(), shared.remotes());
        var questioner = new Questioner(apps, requirements, shared.secrets(), commits, time);
        var asker = new Asker(db, time, site.node().id(), questioner, threads);
        return new Checking(
                new CheckFacts(apps, requirements),
                new CheckLooks(db, requirements, asker, time),
                new CheckPoller(db, apps, requirements, asker, time));
    }
}
