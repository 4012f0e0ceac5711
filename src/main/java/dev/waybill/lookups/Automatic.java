package dev.waybill.lookups;

import dev.waybill.access.Caller;
import dev.waybill.ancestry.Kin;
import dev.waybill.apps.App;
import dev.waybill.apps.config.AutoConfig;
import dev.waybill.automation.LaneAutomation;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.Door;
import dev.waybill.deploys.Lane;
import dev.waybill.deploys.Rank;
import dev.waybill.errors.Unavailable;
import dev.waybill.gates.Blocker;
import dev.waybill.gates.Candidate;
import dev.waybill.lanes.Lanes;
import dev.waybill.requests.DeployRequest;
import dev.waybill.requests.DryRuns;
import dev.waybill.requests.Explanation;
import dev.waybill.requests.Target;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import dev.waybill.triggers.Plan;
import dev.waybill.triggers.Planner;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Explains what automation does next, by the same plan and the same gates that decide it. Thread-safe. */
public final class Automatic {
    /** How long people wait for the repository. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Db db;
    private final Planner planner;
    private final DryRuns dryRuns;
    private final Lanes lanes;
    private final Time time;
    private final ExecutorService threads;

    /** @param threads runs each task on a thread of its own */
    public Automatic(Db db, Planner planner, DryRuns dryRuns, Lanes lanes, Time time, ExecutorService threads) {
        this.db = db;
        this.planner = planner;
        this.dryRuns = dryRuns;
        this.lanes = lanes;
        this.time = time;
        this.threads = threads;
    }

    /**
     * The automatic deploys of a lane.
     *
     * @param waiting the one that waits to start; null if none does
     * @param next what would be deployed, and everything that holds it
     */
    public record Status(
            AutoConfig config,
            LaneAutomation automation,
            @Nullable Deploy waiting,
            Explanation next,
            Plan plan) {}

    /**
     * Empty if nothing is deployed there automatically. Blocks for at most 10 s.
     *
     * @throws Unavailable if the repository has to be asked what a commit changes, and does not answer
     */
    public Optional<Status> of(App app, Lane lane, Caller caller) throws InterruptedException {
        var look = look(app, lane);
        if (look.isEmpty()) {
            return Optional.empty();
        }
        var plan = look.get().plan();
        return Optional.of(new Status(
                look.get().config(),
                look.get().automation(),
                look.get().waiting(),
                explanation(app, lane, plan, caller),
                plan));
    }

    private Optional<Planner.Look> look(App app, Lane lane) throws InterruptedException {
        var answer = new CompletableFuture<Optional<Planner.Look>>();
        var task = threads.submit(() -> {
            try {
                answer.complete(planner.look(app, lane));
            } catch (InterruptedException | RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        try {
            return time.await(answer, PATIENCE);
        } catch (TimeoutException e) {
            throw new Unavailable(
                    "vcs_unreachable",
                    "The repository of %s did not respond within %d s; try again"
                            .formatted(app.name(), PATIENCE.toSeconds()));
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e);
        } finally {
            task.cancel(true);
        }
    }

    private Explanation explanation(App app, Lane lane, Plan plan, Caller caller) throws InterruptedException {
        var sha = plan.sha();
        if (sha == null) {
            var verdict = db.read(handle ->
                    lanes.verdict(handle, lane, candidate(app, lane, plan.ref()), Rank.AUTOMATIC, null, Kin.NONE));
            return new Explanation(
                    null, plan.ref(), null, verdict.position(), joined(plan, verdict.blockers()), verdict.warnings());
        }
        var request = DeployRequest.of(
                app.name(),
                lane.environment(),
                new Target.OfRef(plan.ref(), sha.hex()),
                caller,
                null,
                Door.AUTOMATION,
                null);
        var gates = dryRuns.explain(request);
        return new Explanation(
                null, gates.ref(), sha, gates.position(), joined(plan, gates.blockers()), gates.warnings());
    }

    private static List<Blocker> joined(Plan plan, List<Blocker> ofGates) {
        return Stream.concat(ofGates.stream(), plan.blockers().stream()).toList();
    }

    private static Candidate candidate(App app, Lane lane, String ref) {
        return new Candidate(
                app.name(), lane.environment(), "automation", ref, null, false, true, false, false, false, null);
    }
}
