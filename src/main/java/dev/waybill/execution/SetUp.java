package dev.waybill.execution;

import dev.waybill.apps.config.Review;
import dev.waybill.commands.RunningDeploy;
import dev.waybill.commands.StateStore;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.DeployStore;
import dev.waybill.deploys.RunningTransitions;
import dev.waybill.keeping.Keeping;
import dev.waybill.logs.Logs;
import dev.waybill.repositories.Remotes;
import dev.waybill.spi.Provider;
import dev.waybill.spi.Result;
import dev.waybill.spi.Step;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import dev.waybill.store.Tx;
import dev.waybill.workspaces.Checkout;
import dev.waybill.workspaces.Sources;
import dev.waybill.workspaces.Submodules;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Prepares a deploy for its first command: the first lines of the log, and the workspace. Thread-safe. */
public final class SetUp {
    private final Db db;
    private final Logs logs;
    private final Checkouts checkouts;
    private final Remotes remotes;
    private final StateStore states;
    private final Time time;

    /** Where workspaces come from: a fresh checkout, or one that was kept. */
    public record Checkouts(Sources sources, Keeping keeping) {}

    public SetUp(Db db, Logs logs, Checkouts checkouts, Remotes remotes, StateStore states, Time time) {
        this.db = db;
        this.logs = logs;
        this.checkouts = checkouts;
        this.remotes = remotes;
        this.states = states;
        this.time = time;
    }

    /** Writes the first lines of the log, once: not again after a restart. */
    void announce(RunningDeploy running, Provider provider, List<Step> planned) {
        var deploy = running.deploy();
        var log = deploy.id().value();
        if (!logs.isEmpty(log)) {
            return;
        }
        var warnings = Review.warnings(provider, running.config(), deploy.environment());
        var version = deploy.sha() == null ? "?" : deploy.sha().abbreviated();
        db.writeLazily(tx -> {
            var what = deploy.isDeploy() ? version : deploy.task() + " of " + version;
            var first = "%s: %s (%s) for %s"
                    .formatted(deploy.name(), what, deploy.ref(), deploy.user().name());
            var only = deploy.hosts();
            logs.say(tx, log, only.isEmpty() ? first : first + ", only " + String.join(", ", only));
            warnings.forEach(sentence -> logs.say(tx, log, "warning: " + sentence));
            plan(tx, running, planned);
            return deploy;
        });
    }

    /** A single step needs no list: it is the deploy. */
    private static void plan(Tx tx, RunningDeploy running, List<Step> planned) {
        var steps = planned.stream().map(Step::name).toList();
        if (steps.size() > 1) {
            RunningTransitions.report(tx, running.deploy().id(), report -> report.planning(steps));
        }
    }

    /**
     * Why a deploy to some hosts only cannot be carried out any more; empty for any other. While it runs, nothing else starts in
     * its lane.
     */
    Optional<Result> outdated(RunningDeploy running, Provider provider) {
        var deploy = running.deploy();
        var retried = deploy.retryOf();
        if (deploy.hosts().isEmpty() || retried == null) {
            return Optional.empty();
        }
        if (provider.hosts(running.info()).isEmpty()) {
            var why = "the provider %s always deploys to all hosts".formatted(provider.name());
            return Optional.of(new Result.Failed(why));
        }
        return db.read(handle -> DeployStore.find(handle, retried)
                        .flatMap(old -> DeployStore.startedSince(handle, old, deploy.id())))
                .map(newer ->
                        new Result.Failed("%s has started meanwhile, so the other hosts may have another version by now"
                                .formatted(newer.name())));
    }

    /**
     * Prepares the workspace; a cancel interrupts that at once. Empty if the workspace is ready, else the result of the deploy.
     */
    Optional<Result> prepare(RunningDeploy running, Duration timeout) throws InterruptedException {
        var deploy = running.deploy();
        var preparation = new Preparation(line -> say(deploy, line), time, timeout);
        try {
            var isDone = Interruptible.run(running.stop(), () -> {
                checkOut(running, preparation);
                return true;
            });
            if (isDone.isEmpty() || running.stop().isRequested()) {
                return Optional.of(new Result.Cancelled());
            }
        } catch (IOException e) {
            return Optional.of(preparation.failure(e));
        }
        states.prepared(deploy.id(), running.workspace());
        return Optional.empty();
    }

    private void checkOut(RunningDeploy running, Preparation preparation) throws IOException, InterruptedException {
        var deploy = running.deploy();
        var config = running.config();
        var remote = remotes.of(config, deploy.app());
        var warm = checkouts.keeping().warm(deploy, config).orElse(null);
        checkouts
                .sources()
                .checkOut(new Checkout(
                        running.workspace(),
                        remote,
                        Objects.requireNonNull(deploy.sha(), "the database requires a sha of every running deploy"),
                        config.commands().runAs(),
                        warm,
                        Submodules.of(config.access().submodules()),
                        url -> remotes.named(remote, url),
                        preparation));
        if (warm != null) {
            checkouts.keeping().used(warm);
        }
    }

    private void say(Deploy deploy, String line) {
        db.writeLazily(tx -> {
            logs.say(tx, deploy.id().value(), line);
            return line;
        });
    }
}
