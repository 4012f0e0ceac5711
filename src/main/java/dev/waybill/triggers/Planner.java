package dev.waybill.triggers;

import dev.waybill.apps.App;
import dev.waybill.apps.config.AutoConfig;
import dev.waybill.apps.config.AutoConfig.On;
import dev.waybill.automation.Automations;
import dev.waybill.automation.LaneAutomation;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.DeployStore;
import dev.waybill.deploys.Door;
import dev.waybill.deploys.Lane;
import dev.waybill.deploys.Outcome;
import dev.waybill.deploys.ReleaseStore;
import dev.waybill.gates.AutomationBlockers.NothingNew;
import dev.waybill.gates.Blocker;
import dev.waybill.gates.CheckBlockers;
import dev.waybill.gates.RepositoryBlockers;
import dev.waybill.gates.TurnBlockers;
import dev.waybill.gates.VersionBlockers;
import dev.waybill.lanes.Lanes;
import dev.waybill.nodes.Nodes;
import dev.waybill.repositories.Remotes;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import dev.waybill.vcs.Ref;
import dev.waybill.vcs.Sha;
import dev.waybill.workspaces.Sources;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Finds out what automation does next in a lane, from the present state alone. Thread-safe. */
public final class Planner {
    private final Db db;
    private final Contents contents;
    private final Lanes lanes;
    private final Nodes nodes;
    private final Time time;

    public Planner(Db db, Sources sources, Remotes remotes, Lanes lanes, Nodes nodes, Time time) {
        this.db = db;
        this.lanes = lanes;
        this.nodes = nodes;
        this.contents = new Contents(sources, remotes);
        this.time = time;
    }

    /**
     * What a lane looks like.
     *
     * @param last the newest automatic deploy; null if there is none
     * @param failed commits that automation does not repeat
     * @param waiting the automatic deploy that waits to start; null if none does
     * @param waitingSince since when one has waited, although newer ones may have replaced it
     */
    record Scene(
            Lookout lookout,
            LaneAutomation automation,
            Aim aim,
            List<Deploy> open,
            @Nullable Deploy live,
            @Nullable Deploy last,
            Set<Sha> failed,
            @Nullable Deploy waiting,
            @Nullable Instant waitingSince) {
        @Nullable
        Sha liveSha() {
            return live == null ? null : live.sha();
        }
    }

    /** Empty if the app's configuration deploys nothing there automatically, or that has not begun yet. */
    Optional<Scene> scene(App app, Lane lane) {
        return db.read(handle ->
                Automations.of(handle, lane, app.config()).flatMap(automation -> scene(handle, app, lane, automation)));
    }

    private Optional<Scene> scene(Handle handle, App app, Lane lane, LaneAutomation automation) {
        var config = automation.config();
        if (config == null || app.retiredAt() != null) {
            return Optional.empty();
        }
        var lookout = new Lookout(app, lane, config, automation.state(), time.now());
        var waiting = DeployStore.waiting(handle, lane);
        return Optional.of(new Scene(
                lookout,
                automation,
                trigger(config.on()).aim(handle, lookout),
                Stream.concat(DeployStore.running(handle, lane).stream(), waiting.stream())
                        .toList(),
                ReleaseStore.live(handle, lane).orElse(null),
                AutomaticStore.last(handle, lane).orElse(null),
                config.limits().maxCommits() == null ? Set.of() : AutomaticStore.failed(handle, lane),
                waiting.stream()
                        .filter(it -> it.door() == Door.AUTOMATION)
                        .reduce((_, newer) -> newer)
                        .orElse(null),
                AutomaticStore.waitingSince(handle, lane).orElse(null)));
    }

    /**
     * What automation does next in a lane, for people.
     *
     * @param waiting the automatic deploy that waits to start; null if none does
     */
    public record Look(
            AutoConfig config,
            LaneAutomation automation,
            @Nullable Deploy waiting,
            Plan plan) {}

    /** Empty if the app's configuration deploys nothing there automatically, or that has not begun yet. */
    public Optional<Look> look(App app, Lane lane) throws InterruptedException {
        var scene = scene(app, lane);
        if (scene.isEmpty()) {
            return Optional.empty();
        }
        var found = scene.get();
        return Optional.of(new Look(found.lookout().config(), found.automation(), found.waiting(), plan(found)));
    }

    private static Trigger trigger(On on) {
        return switch (on) {
            case PUSH -> new PushTrigger();
            case TAG -> new TagTrigger();
            case SUCCESS -> new SuccessTrigger();
            case SCHEDULE -> new ScheduleTrigger();
        };
    }

    /** Blocks while the repository is asked, if it has to be. */
    Plan plan(Scene scene) throws InterruptedException {
        var aim = scene.aim();
        if (aim.sha() == null) {
            return plan(aim, null, List.of(new NothingNew(aim.note())));
        }
        var known = known(scene, aim.sha());
        if (known.isPresent()) {
            return plan(aim, aim.sha(), List.of(known.get()));
        }
        try {
            return plan(scene, aim, contents.of(scene.lookout(), scene.liveSha(), scene.failed(), aim.sha()));
        } catch (IOException e) {
            var app = scene.lookout().app().name();
            var why = String.valueOf(e.getMessage());
            return plan(
                    aim,
                    aim.sha(),
                    List.of(new RepositoryBlockers.VcsUnreachable("the repository of " + app, why, time.now())));
        }
    }

    private Plan plan(Scene scene, Aim aim, Contents.Verdict verdict) {
        var blockers = new ArrayList<Blocker>();
        verdict.blocker().ifPresent(blockers::add);
        if (!verdict.target().equals(aim.sha())) {
            known(scene, verdict.target()).ifPresent(blockers::add);
        }
        patience(scene).ifPresent(blockers::add);
        return plan(aim, verdict.target(), blockers);
    }

    private static Plan plan(Aim aim, @Nullable Sha sha, List<Blocker> blockers) {
        return new Plan(aim.ref(), aim.sha(), sha, aim.note(), blockers, aim.dueAt());
    }

    /** That a commit was dealt with: it is live, or was requested before. */
    private static Optional<Blocker> known(Scene scene, Sha sha) {
        var live = scene.live();
        if (live != null && sha.equals(live.sha())) {
            return Optional.of(new NothingNew("%s is live since %s".formatted(sha.abbreviated(), live.name())));
        }
        return Stream.concat(scene.open().stream(), Stream.ofNullable(scene.last()))
                .filter(deploy -> isOf(deploy, sha))
                .findFirst()
                .map(deploy -> new NothingNew(sentence(deploy, sha)));
    }

    /** While the repository does not answer, it is not confirmed that there is such a commit. */
    static boolean isOf(Deploy deploy, Sha sha) {
        return deploy.sha() == null
                ? deploy.question().equals(Ref.sha(sha.hex()).question())
                : deploy.sha().equals(sha);
    }

    private static String sentence(Deploy deploy, Sha sha) {
        var state = switch (deploy.state()) {
            case Deploy.Pending _ -> "waits to start";
            case Deploy.Running _ -> "is running";
            case Deploy.Finished end -> ending(end.outcome());
        };
        return "%s was requested as %s, which %s".formatted(sha.abbreviated(), deploy.name(), state);
    }

    private static String ending(Outcome outcome) {
        return switch (outcome) {
            case SUCCEEDED, SUPERSEDED -> "has ended (%s)".formatted(outcome.word());
            case FAILED, TIMED_OUT, CANCELLED, INTERRUPTED ->
                "has ended (%s); automation does not repeat it: retry it, or push another commit"
                        .formatted(outcome.word());
        };
    }

    /** That one has waited for so long that it is not replaced any more: a busy branch would never be deployed. */
    private Optional<Blocker> patience(Scene scene) {
        var waiting = scene.waiting();
        var since = scene.waitingSince();
        return waiting == null || since == null
                ? Optional.empty()
                : scene.lookout()
                        .config()
                        .patience()
                        .filter(patience -> !since.plus(patience).isAfter(time.now()))
                        .filter(_ -> !isHopeless(waiting))
                        .map(_ -> new TurnBlockers.QueuedBehind(waiting.name(), 1, null));
    }

    /** Whether it waits for something that a newer commit may bring. */
    private boolean isHopeless(Deploy waiting) {
        return db.read(handle -> lanes.explained(handle, waiting.lane(), nodes.all(handle))).waiting().stream()
                .filter(judged -> judged.deploy().id().equals(waiting.id()))
                .flatMap(judged -> judged.blockers().stream())
                .anyMatch(blocker ->
                        blocker instanceof CheckBlockers.CheckFailed || blocker instanceof VersionBlockers.Quarantined);
    }
}
