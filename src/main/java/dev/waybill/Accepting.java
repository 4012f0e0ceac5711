package dev.waybill;

import dev.waybill.forge.SecretMask;
import dev.waybill.incoming.Acceptors;
import dev.waybill.incoming.Answers;
import dev.waybill.incoming.Considering;
import dev.waybill.incoming.Incoming;
import dev.waybill.incoming.IncomingLooks;
import dev.waybill.incoming.IncomingWatcher;
import dev.waybill.incoming.Screening;
import dev.waybill.incoming.Taking;
import dev.waybill.watches.Owners;
import java.util.concurrent.Executor;

/** Wires what carries out deployments that others create at code hosts. */
public record Accepting(Incoming incoming, IncomingWatcher watcher) {
    static Accepting of(Foundation foundation, Site site, Engine.Shared shared, Asking asking, Executor threads) {
        var db = foundation.db();
        var time = foundation.time();
        var acceptors = new Acceptors(foundation.apps(), site.forges());
        var mask = new SecretMask(foundation.apps(), shared.secrets());
        var taking = new Taking(db, time, foundation.access(), asking.requests(), mask);
        var answers = new Answers(db, time, site.url());
        var looks = new IncomingLooks(db, time, acceptors, new Considering(new Screening(acceptors), taking), answers);
        var nodes = site.nodes();
        return new Accepting(
                new Incoming(db),
                new IncomingWatcher(
                        db, time, acceptors, looks, () -> new Owners(site.node().id(), nodes.living()), threads));
    }
}
