package dev.waybill;

import dev.waybill.apps.App;
import dev.waybill.apps.config.AppConfig;
import dev.waybill.deliveries.Outbox;
import dev.waybill.deploys.DeployStore;
import dev.waybill.deploys.Ending;
import dev.waybill.deploys.Moment;
import dev.waybill.leases.Lease;
import dev.waybill.lookups.DeployWatch;
import dev.waybill.notify.Samples;
import dev.waybill.repositories.AppSecrets;
import dev.waybill.repositories.RefLookup;
import dev.waybill.repositories.Remotes;
import dev.waybill.sightings.SightingPoller;
import dev.waybill.vcs.RepositoryUrl;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wires what handles deploys from the request to the end. Its own threads dispatch and follow; {@link #close} ends them, while
 * running commands continue. Thread-safe.
 */
public final class Engine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
    private static final Duration FAREWELL = Duration.ofMillis(500);

    private final Foundation foundation;
    private final Site site;
    private final ExecutorService threads;
    private final DeployStore deploys;
    private final DeployWatch watch;
    private final RunningDeploys running;
    private final Checking checking;
    private final WaitingDeploys waiting;
    private final Asking asking;
    private final Looking looking;
    private final Watching watching;
    private final Automating automating;
    private final Accepting accepting;
    private final Seeing seeing;
    private final Outbox outbox;
    private final Announcing announcing;

    /** @param threads runs each task on a thread of its own */
    public Engine(Foundation foundation, Site site, ExecutorService threads) {
        this.foundation = foundation;
        this.site = site;
        this.threads = threads;
        this.deploys = new DeployStore(foundation.db());
        this.watch = new DeployWatch(foundation.db(), deploys, foundation.time());
        var shared = Shared.of(foundation, site);
        this.running = RunningDeploys.of(foundation, site, shared, threads);
        this.checking = Checking.of(foundation, site, shared, threads);
        this.waiting = WaitingDeploys.of(foundation, site, shared, checking, running, threads);
        this.asking = Asking.of(foundation, site, shared, checking, waiting);
        this.watching = Watching.of(foundation, site, shared, threads);
        this.automating = Automating.of(foundation, site, shared, waiting, asking, watching, threads);
        this.looking = Looking.of(foundation, site, shared, checking, waiting, asking, automating.planner(), threads);
        this.accepting = Accepting.of(foundation, site, shared, asking, threads);
        this.seeing = Seeing.of(foundation, site, shared, lease(SightingPoller.LEASE), threads);
        this.announcing = Announcing.of(foundation, site, shared, waiting);
        this.outbox =
                new Outbox(foundation.db(), foundation.time(), lease(Outbox.LEASE), announcing.couriers(), threads);
    }

    private Lease lease(String work) {
        return new Lease(work, site.node().id(), site.node().epoch(), site.nodes()::isGone);
    }

    /** What several parts share. */
    record Shared(AppSecrets secrets, Remotes remotes, RefLookup refs, Ending ending, Supplier<Moment> clock) {
        static Shared of(Foundation foundation, Site site) {
            var time = foundation.time();
            var remotes = new Remotes(foundation.apps(), site.files(), foundation.hosts());
            return new Shared(
                    new AppSecrets(foundation.apps(), site.files()),
                    remotes,
                    new RefLookup(site.sources(), remotes),
                    new Ending(foundation.logs(), foundation.events(), time),
                    () -> new Moment(time.now(), site.runs().boot(), time.sinceBoot()));
        }
    }

    public DeployStore deploys() {
        return deploys;
    }

    public DeployWatch watch() {
        return watch;
    }

    public RunningDeploys running() {
        return running;
    }

    public Checking checking() {
        return checking;
    }

    public WaitingDeploys waiting() {
        return waiting;
    }

    public Asking asking() {
        return asking;
    }

    public Looking looking() {
        return looking;
    }

    public Watching watching() {
        return watching;
    }

    public Automating automating() {
        return automating;
    }

    public Accepting accepting() {
        return accepting;
    }

    public Seeing seeing() {
        return seeing;
    }

    /** Tries the notifiers of apps. */
    public Samples samples() {
        return announcing.samples();
    }

    /**
     * Resumes the running deploys of earlier starts of this server, then starts to dispatch. Does not wait for deploys.
     *
     * @param whenGone what to do if this node is declared gone while it is alive; must not block
     */
    public void start(Runnable whenGone) {
        running.runner().resumeAll();
        waiting.resolver().resumeAll();
        threads.execute(() -> quietly(outbox::run));
        threads.execute(() -> quietly(announcing.watch()::run));
        threads.execute(() -> quietly(checking.poller()::run));
        threads.execute(() -> quietly(watching.watcher()::run));
        threads.execute(() -> quietly(automating.deploys()::run));
        threads.execute(() -> quietly(accepting.watcher()::run));
        threads.execute(() -> quietly(running.driving().silences()::run));
        threads.execute(() -> quietly(announcing.reminders()::run));
        threads.execute(() -> quietly(seeing.poller()::run));
        threads.execute(() -> quietly(running.kept().keeper()::run));
        threads.execute(() -> quietly(waiting.dispatcher()::run));
        threads.execute(() -> quietly(() -> beat(whenGone)));
        threads.execute(() -> quietly(running.runner()::heedStops));
    }

    private void beat(Runnable whenGone) throws InterruptedException {
        if (!site.nodes().beat()) {
            LOG.error(
                    "node {} was declared gone, or its data directory is used by another server; stopping",
                    site.node().id());
            try {
                running.runner().endForgotten();
            } finally {
                whenGone.run();
            }
        }
    }

    /** The repositories of all apps, and those of unfinished deploys, whose apps may have changed theirs. */
    Set<RepositoryUrl> repositories() {
        var apps = foundation.apps();
        var ofDeploys = deploys.unfinished().stream().map(deploy -> apps.config(deploy.app(), deploy.appVersion()));
        return Stream.concat(apps.all().stream().map(App::config), ofDeploys)
                .map(AppConfig::repositoryUrl)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static void quietly(Work work) {
        try {
            work.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Work {
        void run() throws InterruptedException;
    }

    /** Stops dispatching and following; commands continue. */
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            threads.awaitTermination(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
