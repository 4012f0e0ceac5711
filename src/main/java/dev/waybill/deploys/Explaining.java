package dev.waybill.deploys;

import dev.waybill.access.Caller;
import dev.waybill.apps.App;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says why nothing starts, by the same gates that decide it. */
final class Explaining {
    private final Parts parts;
    private final Lanes lanes;
    private final Requests requests;

    Explaining(Parts parts, Lanes lanes, Requests requests) {
        this.parts = parts;
        this.lanes = lanes;
        this.requests = requests;
    }

    /** The first candidate of a lane; what automation would deploy if none waits. */
    Explanation lane(App app, Lane lane, Caller caller) throws InterruptedException {
        var first = first(lane);
        return first.isPresent() ? first.get() : request(app, lane, null, Door.AUTOMATION, false, caller);
    }

    private Optional<Explanation> first(Lane lane) {
        var queue = parts.db()
                .read(handle -> lanes.explained(handle, lane, parts.nodes().all(handle)));
        return queue.waiting().stream()
                .findFirst()
                .map(judged -> new Explanation(
                        judged.deploy(),
                        judged.deploy().ref(),
                        judged.deploy().sha(),
                        judged.position(),
                        judged.blockers(),
                        List.of()));
    }

    /** @param ref null for the default */
    Explanation request(App app, Lane lane, @Nullable String ref, Door door, boolean force, Caller caller)
            throws InterruptedException {
        return requests.explain(new DeployRequest(
                app.name(),
                lane.environment(),
                new Target.OfRef(ref, null),
                caller,
                null,
                Map.of(),
                force,
                null,
                false,
                door,
                Expected.ANYTHING,
                null));
    }
}
