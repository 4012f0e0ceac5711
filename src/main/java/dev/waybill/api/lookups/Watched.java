package dev.waybill.api.lookups;

import dev.waybill.access.User;
import dev.waybill.apps.App;
import dev.waybill.deploys.Lane;
import dev.waybill.incoming.Incoming;
import dev.waybill.repositories.RefLookup;
import dev.waybill.sightings.Sightings;
import dev.waybill.watches.Watches;
import dev.waybill.wire.EnvironmentJson.WatchJson;
import dev.waybill.wire.Times;
import org.jspecify.annotations.Nullable;

/**
 * What the server looks at for an app by itself: its repository, the deployments that others create at its code host, and what the
 * systems have live to which it is deployed.
 */
public final class Watched {
    private final Watches watches;
    private final Incoming incoming;
    private final Sightings sightings;

    public Watched(Watches watches, Incoming incoming, Sightings sightings) {
        this.watches = watches;
        this.incoming = incoming;
        this.sightings = sightings;
    }

    /** Has all of it looked at now. Does not wait for it. */
    void lookNow(App app, Lane lane) {
        watches.lookNow(app);
        incoming.lookNow(app.id());
        sightings.hurry(app, lane);
    }

    /** @param sha what they have seen live there */
    void acknowledge(App app, Lane lane, String sha, User by) {
        sightings.acknowledge(app, lane, sha, by);
    }

    /** How fresh the default ref of an environment is; null if it cannot change, or the app does not have the environment. */
    @Nullable
    WatchJson json(App app, String environment) {
        var listed = app.config().environments();
        var ref = RefLookup.defaultRef(app, environment);
        if (!listed.isEmpty() && !listed.containsKey(environment) || !Watches.canChange(ref)) {
            return null;
        }
        var freshness = watches.freshness(app, ref);
        return new WatchJson(
                freshness.sha() == null ? null : freshness.sha().hex(),
                Times.textOrNull(freshness.since()),
                Times.textOrNull(freshness.seenAt()),
                Times.textOrNull(freshness.nextAt()),
                freshness.trouble(),
                freshness.summary());
    }
}
