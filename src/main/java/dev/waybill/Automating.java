package dev.waybill;

import dev.waybill.automation.Automations;
import dev.waybill.triggers.AutomaticDeploys;
import dev.waybill.triggers.Planner;
import dev.waybill.triggers.Requester;
import java.util.concurrent.Executor;

/** Wires what deploys automatically. */
public record Automating(Automations automations, Planner planner, AutomaticDeploys deploys) {
    static Automating of(
            Foundation foundation,
            Site site,
            Engine.Shared shared,
            WaitingDeploys waiting,
            Asking asking,
            Watching watching,
            Executor threads) {
        var db = foundation.db();
        var time = foundation.time();
        var automations = new Automations(db, foundation.apps(), foundation.events(), time);
        var planner = new Planner(db, site.sources(), shared.remotes(), waiting.lanes(), site.nodes(), time);
        var requester =
                new Requester(planner, automations, asking.requests(), watching.watches(), foundation.access(), time);
        return new Automating(
                automations,
                planner,
                new AutomaticDeploys(db, foundation.apps(), watching.watchlist(), requester, time, threads));
    }
}
