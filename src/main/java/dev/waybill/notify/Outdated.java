package dev.waybill.notify;

import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.DeployStore;
import dev.waybill.events.Feed;
import dev.waybill.events.Recorded;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What the request for a deploy makes outdated: what is offered to do about the one before it. */
final class Outdated {
    private Outdated() {}

    /**
     * The end of the deploy that was the last of its lane until an event. Empty if it had not ended: its end is told later, when it is
     * not the last any more.
     */
    static Optional<Recorded> by(Handle handle, Recorded event) {
        return event.kind().equals("deploy.requested")
                ? DeployStore.find(handle, event)
                        .flatMap(next -> DeployStore.before(handle, next))
                        .filter(before -> before.state() instanceof Deploy.Finished)
                        .flatMap(before -> Feed.last(handle, before.id().value(), "deploy.finished"))
                : Optional.empty();
    }
}
