package dev.waybill.deploys;

import dev.waybill.access.Tokens;
import dev.waybill.apps.GateVersion;
import dev.waybill.apps.config.AppConfig;
import dev.waybill.apps.config.Review;
import dev.waybill.errors.NoRoom;
import dev.waybill.errors.ServiceException;
import dev.waybill.errors.Unavailable;
import dev.waybill.runs.Stop;
import dev.waybill.spi.Provider;
import dev.waybill.spi.Result;
import dev.waybill.workspaces.Checkout;
import dev.waybill.workspaces.Submodules;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings claimed deploys to their end, each on a thread of its own: prepare a workspace, let the provider go, finish. What it
 * has begun is on record before it begins, so that a later start of the server goes on where this one was cut off.
 */
final class Runner {
    private static final Logger LOG = LoggerFactory.getLogger(Runner.class);
    private static final Duration SAFETY_NET = Duration.ofSeconds(5);
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final Parts parts;
    private final DeployStore store;
    private final RunStore runStore;
    private final Leftovers leftovers;
    private final ConcurrentHashMap<DeployId, Stop> underWay = new ConcurrentHashMap<>();
    private final ExecutorService threads;

    Runner(Parts parts, ExecutorService threads) {
        this.parts = parts;
        this.threads = threads;
        this.store = new DeployStore(parts.db());
        this.runStore = new RunStore(parts.db());
        this.leftovers = new Leftovers(parts, runStore, threads);
    }

    /** Takes over what an earlier start of this server had under way, and removes what nobody needs any more. */
    void resumeAll() {
        var running = store.runningOn(parts.node().id());
        leftovers.remove();
        for (var deploy : running) {
            LOG.info("deploy={} {} is followed again", deploy.id(), deploy.name());
            start(deploy);
        }
    }

    /** Ends the commands of deploys that were declared over although this server lives: their lanes are others' by now. Blocks. */
    void endForgotten() {
        leftovers.removeUnknown();
    }

    /** Goes on with a running deploy, from wherever it is; one that is followed already is left alone. Returns at once. */
    void start(Deploy deploy) {
        var stop = new Stop();
        if (underWay.putIfAbsent(deploy.id(), stop) == null) {
            try {
                threads.execute(() -> untilDone(deploy, stop));
            } catch (RejectedExecutionException e) {
                LOG.info("deploy={} waits for the next start of this server", deploy.id());
            }
        }
    }

    /** Passes cancellations on to what runs here, whichever node took them; until the server goes down. */
    void heedStops() throws InterruptedException {
        try (var stops = parts.db().signals().subscribe(DeployEvents.STOPS)) {
            while (!parts.db().signals().isClosed()) {
                try {
                    store.runningOn(parts.node().id()).forEach(this::heedStop);
                } catch (Unavailable e) {
                    LOG.warn(
                            "cancellations could not be looked for; tried again in {} s: {}",
                            SAFETY_NET.toSeconds(),
                            e.getMessage());
                } catch (RuntimeException e) {
                    LOG.error("cancellations could not be looked for; tried again in {} s", SAFETY_NET.toSeconds(), e);
                }
                stops.await(SAFETY_NET);
            }
        }
    }

    /** Ends a deploy that runs here, though nobody could write that down; false if it does not. Returns at once. */
    boolean end(DeployId deploy, boolean isKill) {
        var stop = underWay.get(deploy);
        if (stop != null && isKill) {
            stop.kill();
        } else if (stop != null) {
            stop.request();
        }
        return stop != null;
    }

    private void heedStop(Deploy deploy) {
        start(deploy); // should a claim be ours although its answer was lost, it is followed from here on
        var stop = underWay.get(deploy.id());
        if (stop == null || !(deploy.state() instanceof Deploy.Running running)) {
            return;
        }
        if (running.isKilled()) {
            stop.kill();
        } else if (running.isCancelled()) {
            stop.request();
        }
    }

    /** When the database goes away the command goes on, and is followed again, as after a start of the server. */
    private void untilDone(Deploy deploy, Stop stop) {
        try {
            while (!isDone(deploy, stop)) {
                parts.time().sleep(AGAIN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the server goes down; its next start goes on from here
        }
    }

    private boolean isDone(Deploy deploy, Stop stop) throws InterruptedException {
        try {
            if (store.isRunningOn(deploy.id(), parts.node())) {
                var config = parts.apps().config(deploy.app(), deploy.appVersion());
                var steps = new Steps(parts, runStore, deploy, config, stop);
                finish(deploy, resultOf(deploy, config, steps, stop), steps, stop);
            }
            underWay.remove(deploy.id());
            // Also if it was over already: the database may have gone down before it said so.
            leftovers.removeOf(deploy);
            return true;
        } catch (TakenOver e) {
            // A later start follows it, which the next look tells; or the database has lost what was not on its disk.
            LOG.warn("deploy={} {} is looked at again: {}", deploy.id(), deploy.name(), e.getMessage());
        } catch (Unavailable e) {
            LOG.warn(
                    "deploy={} {} is followed again when that is possible: {}",
                    deploy.id(),
                    deploy.name(),
                    e.getMessage());
            if (e instanceof NoRoom && stop.isRequested()) {
                makeRoom(deploy, stop);
            }
        } catch (RuntimeException e) {
            if (parts.db().signals().isClosed()) {
                return true; // the next start goes on from here
            }
            LOG.error("deploy={} {} is followed again in {} s", deploy.id(), deploy.name(), AGAIN.toSeconds(), e);
        }
        return false;
    }

    private Result resultOf(Deploy deploy, AppConfig config, Steps steps, Stop stop) throws InterruptedException {
        var begun = runStore.of(deploy.id());
        var provider = parts.providers().provider(config.provider());
        if (!steps.haveStarted(begun)) {
            announce(deploy, config);
            var failure = prepare(deploy, config, new Preparation(parts, deploy, timeout(provider, steps)), stop);
            if (failure.isPresent()) {
                return failure.get();
            }
        }
        try {
            return begun.isEmpty() ? provider.start(steps) : provider.resume(steps);
        } catch (ServiceException | JdbiException | TakenOver | EngineFailure e) {
            throw e; // ours, not the provider's
        } catch (RuntimeException e) {
            LOG.error("deploy={} {} failed in provider {}", deploy.id(), deploy.name(), config.provider(), e);
            return new Result.Failed("the provider %s failed unexpectedly; the server's log says more at deploy=%s"
                    .formatted(config.provider(), deploy.id()));
        }
    }

    /** Once: a start of the server that comes back to a deploy that has not begun says it no more. */
    private void announce(Deploy deploy, AppConfig config) {
        var log = deploy.id().value();
        if (!parts.logs().isEmpty(log)) {
            return;
        }
        var version = deploy.sha() == null ? "?" : deploy.sha().abbreviated();
        parts.db().writeLazily(tx -> {
            var first = "%s: %s (%s) for %s"
                    .formatted(
                            deploy.name(), version, deploy.ref(), deploy.user().name());
            parts.logs().say(tx, log, first);
            Review.warnings(parts.providers().provider(config.provider()), config)
                    .forEach(sentence -> parts.logs().say(tx, log, "warning: " + sentence));
            config.notBuiltYet().forEach(sentence -> parts.logs().say(tx, log, sentence));
            return deploy;
        });
    }

    /** What the first command may take, the set-up may. */
    private static Duration timeout(Provider provider, Steps steps) {
        return provider.commands(steps.deploy()).getFirst().timeout();
    }

    /** Makes the workspace; a cancel ends that at once. Empty if it is there, else why the deploy is over. */
    private Optional<Result> prepare(Deploy deploy, AppConfig config, Preparation preparation, Stop stop)
            throws InterruptedException {
        var sha = Objects.requireNonNull(deploy.sha(), "the database lets no deploy run without a sha");
        try {
            if (stop.beginInterruptible()) {
                var remote = Remotes.of(config, deploy.app(), parts);
                parts.sources()
                        .checkOut(new Checkout(
                                workspace(deploy, parts.node()),
                                remote,
                                sha,
                                config.commands().runAs(),
                                Submodules.of(config.access().submodules()),
                                url -> Remotes.of(remote, url, parts.hosts()),
                                preparation));
            }
        } catch (IOException e) {
            return stop.isRequested() ? Optional.of(new Result.Cancelled()) : Optional.of(preparation.failure(e));
        } catch (InterruptedException e) {
            if (!stop.isRequested()) {
                throw e; // the server goes down
            }
        } finally {
            stop.endInterruptible();
        }
        return stop.isRequested() ? Optional.of(new Result.Cancelled()) : Optional.empty();
    }

    /** Until the outcome is recorded. Before a deploy ends as cancelled, whatever its commands have left running is ended. */
    private void finish(Deploy deploy, Result result, Steps steps, Stop stop) throws InterruptedException {
        var swept = false;
        do {
            if (stop.isRequested()) {
                sweep(deploy, stop);
                swept = true;
            }
            try {
                if (isFinished(deploy, result, steps, swept)) {
                    return;
                }
            } catch (NoRoom e) {
                leftovers.makeRoom(deploy); // it is over, and that has to be noted
                throw e;
            }
            stop.request(); // nothing else than a cancel stands between a result and its record
        } while (store.isRunningOn(deploy.id(), parts.node()));
    }

    /** What a deploy has written may be what fills the disk. One that is to end needs it no more, once nothing of it lives. */
    private void makeRoom(Deploy deploy, Stop stop) throws InterruptedException {
        try {
            sweep(deploy, stop);
            leftovers.makeRoom(deploy);
        } catch (RuntimeException e) {
            LOG.warn(
                    "deploy={} {} could not make room; tried again in {} s",
                    deploy.id(),
                    deploy.name(),
                    AGAIN.toSeconds(),
                    e);
        }
    }

    private void sweep(Deploy deploy, Stop stop) throws InterruptedException {
        var grace = Steps.grace(parts.apps().config(deploy.app(), deploy.appVersion()));
        for (var run : runStore.of(deploy.id())) {
            try {
                parts.runs().sweep(run.id(), grace, stop);
            } catch (IOException e) {
                LOG.warn("deploy={} run={} could not be swept", deploy.id(), run.id(), e);
            }
        }
    }

    /** The last line, the end of the log, the outcome and its event are one transaction. */
    private boolean isFinished(Deploy deploy, Result result, Steps steps, boolean swept) {
        return parts.db().writeAnyway(tx -> {
            var outcome = swept ? Outcome.CANCELLED : Results.outcome(result);
            var message = swept ? deploy.message() : Results.message(result, deploy.message());
            Transitions.hold(tx, deploy.lane());
            var ran = Transitions.finishRunning(
                    tx, deploy.id(), parts.node(), outcome, message, swept, Moment.now(parts));
            if (ran.isEmpty()) {
                return false;
            }
            steps.mustBeRecorded(tx);
            Transitions.goLive(tx, deploy);
            if (steps.haveRun()) {
                Results.warning(outcome)
                        .ifPresent(line -> parts.logs().say(tx, deploy.id().value(), line));
            }
            parts.logs().say(tx, deploy.id().value(), Results.lastLine(outcome, result, ran.get()));
            parts.logs().complete(tx, deploy.id().value());
            Tokens.end(tx, deploy.id().value());
            parts.events()
                    .append(tx, DeployEvents.finished(deploy, outcome, ran.get().toMillis()));
            tx.signal(GateVersion.LANES);
            return true;
        });
    }

    /** Each start of the server has workspaces of its own: git that has survived an earlier one may still write there. */
    static String workspace(Deploy deploy, Node node) {
        return "%s-%d".formatted(deploy.id(), node.epoch());
    }
}
