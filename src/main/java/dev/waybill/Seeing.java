package dev.waybill;

import dev.waybill.leases.Lease;
import dev.waybill.sightings.Looks;
import dev.waybill.sightings.SightingPoller;
import dev.waybill.sightings.Sightings;
import java.util.concurrent.Executor;

/** Wires what looks at what other systems have live. */
public record Seeing(Sightings sightings, SightingPoller poller) {
    static Seeing of(Foundation foundation, Site site, Engine.Shared shared, Lease lease, Executor threads) {
        var db = foundation.db();
        var time = foundation.time();
        var looks = new Looks(site.providers(), shared.secrets(), time);
        var sightings = new Sightings(db, looks, foundation.events(), time);
        return new Seeing(sightings, new SightingPoller(db, foundation.apps(), sightings, lease, time, threads));
    }
}
