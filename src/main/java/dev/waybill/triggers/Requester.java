package dev.waybill.triggers;

import dev.waybill.access.Access;
import dev.waybill.apps.App;
import dev.waybill.automation.Automations;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.Door;
import dev.waybill.deploys.Lane;
import dev.waybill.errors.ServiceException;
import dev.waybill.errors.Unavailable;
import dev.waybill.gates.RepositoryBlockers.VcsUnreachable;
import dev.waybill.repositories.RefLookup;
import dev.waybill.requests.DeployRequest;
import dev.waybill.requests.Expected;
import dev.waybill.requests.Requests;
import dev.waybill.requests.Target;
import dev.waybill.spi.Time;
import dev.waybill.vcs.Sha;
import dev.waybill.watches.Watches;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Requests the deploys that are due, each once, however often it is asked and by however many servers. Thread-safe; blocks. */
public final class Requester {
    /** When to look again after what may be over in a moment. */
    static final Duration RETRY = Duration.ofSeconds(10);

    /** When to look again at a repository that is looked at for the first time. */
    private static final Duration SOON = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(Requester.class);

    private final Planner planner;
    private final Automations automations;
    private final Requests requests;
    private final Watches watches;
    private final Access access;
    private final Time time;
    private final Map<String, String> complaints = new ConcurrentHashMap<>();

    public Requester(
            Planner planner, Automations automations, Requests requests, Watches watches, Access access, Time time) {
        this.planner = planner;
        this.automations = automations;
        this.requests = requests;
        this.watches = watches;
        this.access = access;
        this.time = time;
    }

    /** Does what is to be done in a lane now. Returns after what time to look again, at the latest. */
    Duration look(App app, Lane lane) throws InterruptedException {
        var scene = planner.scene(app, lane);
        if (scene.isEmpty() || scene.get().automation().state().isAtRest()) {
            automations.begin(lane);
            return SOON;
        }
        tell(scene.get());
        if (scene.get().automation().isOff()) {
            fired(scene.get()); // what was due while it was off is not made up for
            return Rota.SAFETY_NET;
        }
        return scene.get().automation().isPaused() ? Rota.SAFETY_NET : act(scene.get());
    }

    /** Notes where nothing is deployed automatically any more. */
    void rest() {
        automations.rest();
    }

    private void tell(Planner.Scene scene) {
        var setback = scene.automation().setback();
        if (setback.filter(it -> it.number() > scene.automation().state().toldNumber())
                .isPresent()) {
            var lookout = scene.lookout();
            automations.tell(lookout.app(), lookout.lane(), setback.get());
            LOG.info(
                    "automatic deploys to {} are paused: {}",
                    lookout.place(),
                    setback.get().sentence(lookout.place()));
        }
    }

    private Duration act(Planner.Scene scene) throws InterruptedException {
        var plan = planner.plan(scene);
        var isUnknown = plan.blockers().stream().anyMatch(VcsUnreachable.class::isInstance);
        if (plan.sha() != null && plan.blockers().isEmpty() && !isRequested(scene, plan, plan.sha())) {
            return RETRY;
        }
        if (isUnknown || plan.sha() == null && isAwaited(scene)) {
            return isUnknown ? RETRY : SOON;
        }
        fired(scene);
        return untilDue(plan.dueAt());
    }

    /** Whether a look at the repository is awaited, for which is asked here. */
    private boolean isAwaited(Planner.Scene scene) {
        var awaited = scene.aim().isAwaited();
        if (awaited) {
            watches.lookNow(scene.lookout().app());
        }
        return awaited;
    }

    private void fired(Planner.Scene scene) {
        var at = scene.aim().firedAt();
        if (at != null) {
            automations.fired(scene.lookout().lane(), at);
        }
    }

    private Duration untilDue(@Nullable Instant due) {
        if (due == null) {
            return Rota.SAFETY_NET;
        }
        var wait = Duration.between(time.now(), due);
        return wait.isPositive() ? wait : SOON;
    }

    /** False if it was not possible, which is logged once. */
    private boolean isRequested(Planner.Scene scene, Plan plan, Sha sha) throws InterruptedException {
        var place = scene.lookout().place();
        try {
            var deploy = requests.request(request(scene.lookout(), plan, sha, scene.last()));
            complaints.remove(place);
            LOG.info("{} is an automatic deploy of {}: {}", deploy.name(), sha.abbreviated(), plan.note());
            return true;
        } catch (Unavailable e) {
            throw e;
        } catch (ServiceException e) {
            if (!e.sentence().equals(complaints.put(place, e.sentence()))) {
                LOG.warn("{} cannot be deployed automatically to {}: {}", sha.abbreviated(), place, e.sentence());
            }
            return false;
        }
    }

    /** Of all requests that follow the same automatic deploy, one is recorded: the key is the same for all. */
    DeployRequest request(Lookout lookout, Plan plan, Sha sha, @Nullable Deploy last) {
        var lane = lookout.lane();
        var key = "automation/%s/%s/after-%s"
                .formatted(lane.app(), lane.environment(), last == null ? "none" : last.id());
        return new DeployRequest(
                lookout.app().name(),
                lane.environment(),
                new Target.OfRef(plan.ref(), sha.hex()),
                access.automation(),
                null,
                Map.of(),
                false,
                lookout.config().summary(RefLookup.defaultRef(lookout.app(), lane.environment())),
                false,
                false,
                Door.AUTOMATION,
                Expected.ANYTHING,
                key);
    }
}
