package dev.waybill;

import dev.waybill.ancestry.Kinships;
import dev.waybill.lanes.Claims;
import dev.waybill.lanes.Dispatcher;
import dev.waybill.lanes.LaneDispatcher;
import dev.waybill.lanes.LaneFacts;
import dev.waybill.lanes.Lanes;
import dev.waybill.lanes.Learning;
import dev.waybill.lanes.Outlook;
import dev.waybill.lanes.Patience;
import dev.waybill.lanes.Resolver;
import dev.waybill.lanes.Settling;
import dev.waybill.locks.Expiries;
import dev.waybill.locks.LockKeeper;
import dev.waybill.registrations.Urging;
import java.util.concurrent.Executor;

/** Wires what judges pending deploys and starts them. */
public record WaitingDeploys(
        Lanes lanes, Kinships kinships, Resolver resolver, Dispatcher dispatcher, Outlook outlook) {
    static WaitingDeploys of(
            Foundation foundation,
            Site site,
            Engine.Shared shared,
            Checking checking,
            RunningDeploys running,
            Executor threads) {
        var db = foundation.db();
        var time = foundation.time();
        var patience = new Patience(time);
        var kinships = new Kinships(db, site.sources(), shared.remotes());
        var lanes = new Lanes(
                db, site.node(), site.nodes(), patience, new LaneFacts(foundation.apps(), checking.facts()), time);
        var resolver = new Resolver(db, foundation.apps(), shared.refs(), shared.ending(), patience, threads);
        var learning = new Learning(db, foundation.apps(), kinships, patience, threads);
        var dispatcher = new LaneDispatcher(
                lanes,
                new Settling(db, learning, new Urging(db, time), shared.ending(), time),
                new Claims(db, site.node(), foundation.events(), shared.clock()),
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
