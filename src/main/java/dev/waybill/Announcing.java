package dev.waybill;

import dev.waybill.comments.BroughtPulls;
import dev.waybill.comments.CommentCourier;
import dev.waybill.comments.Commenting;
import dev.waybill.deliveries.Courier;
import dev.waybill.deploys.DeployStore;
import dev.waybill.forge.SecretMask;
import dev.waybill.notify.ChangeSummaries;
import dev.waybill.notify.MemoryStore;
import dev.waybill.notify.NoticeCourier;
import dev.waybill.notify.Notices;
import dev.waybill.notify.Samples;
import dev.waybill.notify.Telling;
import dev.waybill.reminders.Reminders;
import dev.waybill.statuses.StatusCourier;
import dev.waybill.statuses.StatusPublisher;
import dev.waybill.statuses.StatusWatch;
import dev.waybill.statuses.WaitingReasons;
import java.util.List;
import java.util.stream.Stream;

/**
 * Wires what tells people and other systems about deploys.
 *
 * @param couriers all of them
 */
record Announcing(List<Courier> couriers, StatusWatch watch, Reminders reminders, Samples samples) {
    static Announcing of(Foundation foundation, Site site, Engine.Shared shared, WaitingDeploys waiting) {
        var db = foundation.db();
        var time = foundation.time();
        var apps = foundation.apps();
        var reasons = new WaitingReasons(db, waiting.lanes(), site.nodes());
        var mask = new SecretMask(apps, shared.secrets());
        var publisher = new StatusPublisher(db, time, reasons, mask, site.url());
        var statuses = new StatusCourier(apps, new DeployStore(db), site.forges(), publisher);
        var brought = new BroughtPulls(apps, site.sources(), shared.remotes(), site.origins(), time);
        var commenting = new Commenting(db, time, site.url());
        var comments = new CommentCourier(apps, new DeployStore(db), site.forges(), brought, commenting);
        var telling = telling(foundation, site, shared, waiting);
        var configured = site.notifiers().configured();
        var kinds = site.notifiers().kinds();
        var notices = new NoticeCourier(apps, configured, kinds, telling);
        return new Announcing(
                Stream.concat(site.couriers().stream(), Stream.of(statuses, comments, notices))
                        .toList(),
                new StatusWatch(db, time, apps, site.forges(), reasons),
                new Reminders(db, apps, foundation.events(), waiting.outlook(), mask, time),
                new Samples(configured, kinds, telling));
    }

    private static Telling telling(Foundation foundation, Site site, Engine.Shared shared, WaitingDeploys waiting) {
        var db = foundation.db();
        var time = foundation.time();
        var changes = new ChangeSummaries(site.sources(), shared.remotes(), site.origins());
        return new Telling(
                new Notices(db, waiting.outlook(), changes, time, site.url()),
                shared.secrets(),
                site.files(),
                new MemoryStore(db, time),
                foundation.logs(),
                time);
    }
}
