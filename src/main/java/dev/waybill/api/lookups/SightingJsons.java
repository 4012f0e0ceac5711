package dev.waybill.api.lookups;

import dev.waybill.deploys.Deploy;
import dev.waybill.lookups.EnvironmentState;
import dev.waybill.sightings.Sighting;
import dev.waybill.wire.SightingJson;
import dev.waybill.wire.Times;
import org.jspecify.annotations.Nullable;

/** What other systems have live, as JSON. */
final class SightingJsons {
    private SightingJsons() {}

    static @Nullable SightingJson of(EnvironmentState state) {
        var sighting = state.sighting();
        return sighting == null
                ? null
                : of(sighting, state.history().stream().findFirst().orElse(null));
    }

    private static SightingJson of(Sighting sighting, @Nullable Deploy recorded) {
        var live = sighting.live();
        return new SightingJson(
                live == null ? null : live.release(),
                live == null ? null : live.sha(),
                live == null ? null : Times.textOrNull(live.since()),
                live == null ? null : live.by(),
                live == null ? null : live.address(),
                Times.textOrNull(sighting.seenAt()),
                Times.text(sighting.nextAt()),
                sighting.complaint(),
                sighting.driftFrom(recorded).map(drift -> of(drift, recorded)).orElse(null));
    }

    private static SightingJson.DriftJson of(Sighting.Drift drift, @Nullable Deploy recorded) {
        var known = drift.acknowledged();
        return new SightingJson.DriftJson(
                recorded == null ? "" : recorded.name(),
                Times.text(drift.since()),
                known == null ? null : known.by(),
                known == null ? null : Times.text(known.at()));
    }
}
