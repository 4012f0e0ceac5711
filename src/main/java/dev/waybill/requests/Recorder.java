package dev.waybill.requests;

import dev.waybill.access.Access;
import dev.waybill.access.User;
import dev.waybill.apps.App;
import dev.waybill.apps.GateVersion;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.DeployEvents;
import dev.waybill.deploys.DeployStore;
import dev.waybill.deploys.Door;
import dev.waybill.deploys.Ending;
import dev.waybill.deploys.NewDeploy;
import dev.waybill.deploys.Transitions;
import dev.waybill.errors.Conflict;
import dev.waybill.events.DeployEvent;
import dev.waybill.events.Events;
import dev.waybill.logs.Logs;
import dev.waybill.repositories.RefLookup;
import dev.waybill.spi.Time;
import dev.waybill.store.Tx;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Records requests as deploys, with everything that belongs to one. */
public final class Recorder {
    /** The maximum number of pending deploys of one rank in a lane, because every look at a lane judges all of them. */
    private static final int MOST_WAITING = 500;

    private final RefLookup refs;
    private final Access access;
    private final Retreat retreat;
    private final Logs logs;
    private final Events events;
    private final Time time;
    private final Replacing replacing;

    public Recorder(RefLookup refs, Access access, Retreat retreat, Logs logs, Events events, Time time) {
        this.refs = refs;
        this.access = access;
        this.retreat = retreat;
        this.logs = logs;
        this.events = events;
        this.time = time;
        this.replacing = new Replacing(new Ending(logs, events, time));
    }

    /** @param warnings sentences for the requester */
    Deploy record(Tx tx, Asking asking, Wanted wanted, Known known, List<String> warnings) {
        var request = asking.request();
        var app = asking.app();
        var deploy = insert(
                tx,
                request,
                new NewDeploy(
                        asking.lane(),
                        request.target().task(),
                        refs.displayed(app.config().repositoryUrl(), wanted.ref()),
                        wanted.question(),
                        known.sha(),
                        known.complaint(),
                        user(tx, request),
                        request.caller().user(),
                        request.door(),
                        request.force(),
                        wanted.rank(),
                        request.reason(),
                        asking.params(wanted),
                        wanted.appVersion() == null ? app.version() : wanted.appVersion(),
                        request.isExternal(),
                        request.target() instanceof Target.Again again
                                ? again.old().id()
                                : null,
                        wanted.hosts(),
                        message(app, wanted, request, warnings)));
        if (request.door() == Door.AUTOMATION) {
            return replacing.replace(tx, deploy);
        }
        if (request.target() instanceof Target.Back && wanted.from() != null) {
            retreat.begin(tx, deploy, wanted.from(), wanted.cancels());
        }
        return deploy;
    }

    private User user(Tx tx, DeployRequest request) {
        return request.userName() == null ? request.caller().user() : access.named(tx, request.userName());
    }

    private static @Nullable String message(App app, Wanted wanted, DeployRequest request, List<String> warnings) {
        var origin = switch (request.target()) {
            case Target.Promoted _
            when wanted.source() != null ->
                Stream.of("promoted from " + wanted.source().name());
            case Target.Back _
            when wanted.source() != null && wanted.from() != null ->
                Stream.of("rolled back from %s to the version of %s"
                        .formatted(wanted.from().name(), wanted.source().name()));
            case Target.Promoted _, Target.Back _, Target.OfRef _, Target.Task _, Target.Happened _, Target.Again _ ->
                Stream.<String>empty();
        };
        var sentences = Stream.concat(origin, warnings.stream()).collect(Collectors.joining("; "));
        return sentences.isEmpty() ? null : sentences;
    }

    private Deploy insert(Tx tx, DeployRequest request, NewDeploy deploy) {
        var id = Transitions.insert(tx, deploy, time.now()); // from here on nothing else is recorded in the lane
        if (!(request.target() instanceof Target.Happened)) { // it does not wait
            refuseIfFull(tx, request, deploy);
        }
        logs.open(tx, id.value());
        IdempotencyStore.record(tx, request, id, time.now());
        var recorded = DeployStore.find(tx.handle(), id).orElseThrow();
        var data = new DeployEvent.Requested(recorded.name(), deploy.ref(), recorded.requestedBy());
        events.append(tx, DeployEvents.of(recorded, data));
        tx.signal(GateVersion.LANES);
        return recorded;
    }

    /** Only deploys of the same rank count, so that a flood of other requests does not prevent a rollback. */
    private static void refuseIfFull(Tx tx, DeployRequest request, NewDeploy deploy) {
        if (DeployStore.countWaiting(tx, deploy.lane(), deploy.rank()) > MOST_WAITING) {
            throw new Conflict(
                    "queue_full",
                    "%d deploys of %s are already pending in %s, the maximum; cancel some of them, or try again when some have started"
                            .formatted(
                                    MOST_WAITING, request.app(), deploy.lane().environment()));
        }
    }
}
