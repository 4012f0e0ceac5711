package dev.waybill;

import dev.waybill.deploys.Claims;
import dev.waybill.deploys.Dispatcher;
import dev.waybill.deploys.Kinships;
import dev.waybill.deploys.LaneDispatcher;
import dev.waybill.deploys.Lanes;
import dev.waybill.deploys.Learning;
import dev.waybill.gates.LockKeeper;
import dev.waybill.deploys.Outlook;
import dev.waybill.deploys.Patience;
import dev.waybill.deploys.Resolver;
import dev.waybill.gates.Expiries;
import java.util.concurrent.Executor;

/** What judges deploys that wait, and starts them, wired. */
public record WaitingDeploys(
        Lanes lanes, Kinships kinships, Resolver resolver, Dispatcher dispatcher, Outlook outlook) {
    static WaitingDeploys of(
            Foundation foundation, Site site, Engine.Shared shared, RunningDeploys running, Executor threads) {
        var db = foundation.db();
        var time = foundation.time();
        var patience = new Patience(time);
        var kinships = new Kinships(db, site.sources(), shared.remotes());
        var lanes = new Lanes(db, site.node(), site.nodes(), patience, time);
        var resolver = new Resolver(db, foundation.apps(), shared.refs(), shared.ending(), patience, threads);
        var dispatcher = new LaneDispatcher(
                db,
                lanes,
                new Learning(db, foundation.apps(), kinships, patience, threads),
                new Claims(db, site.node(), foundation.events(), shared.clock()),
                shared.ending(),
                running.runner());
        var keeper = new LockKeeper(db, time, new Expiries(foundation.locks()));
        return new WaitingDeploys(
                lanes,
                kinships,
                resolver,
                new Dispatcher(db, time, keeper, resolver, dispatcher),
                new Outlook(db, lanes, site.nodes(), time));
    }
}
