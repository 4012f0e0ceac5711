package dev.waybill;

import dev.waybill.apps.App;
import dev.waybill.apps.config.AppConfig;
import dev.waybill.deploys.DeployStore;
import dev.waybill.deploys.Ending;
import dev.waybill.deploys.Moment;
import dev.waybill.lookups.DeployWatch;
import dev.waybill.repositories.AppSecrets;
import dev.waybill.repositories.RefLookup;
import dev.waybill.repositories.Remotes;
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
 * What brings deploys from their requests to their ends, wired. Threads of its own dispatch and follow; {@link #close} ends them, and
 * leaves running commands to themselves. Thread-safe.
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
    private final WaitingDeploys waiting;
    private final Asking asking;
    private final Looking looking;

    /** @param threads runs each task on a thread of its own */
    public Engine(Foundation foundation, Site site, ExecutorService threads) {
        this.foundation = foundation;
        this.site = site;
        this.threads = threads;
        this.deploys = new DeployStore(foundation.db());
        this.watch = new DeployWatch(foundation.db(), deploys, foundation.time());
        var shared = Shared.of(foundation, site);
        this.running = RunningDeploys.of(foundation, site, shared, threads);
        this.waiting = WaitingDeploys.of(foundation, site, shared, running, threads);
        this.asking = Asking.of(foundation, site, shared, waiting);
        this.looking = Looking.of(foundation, site, shared, waiting, asking, deploys, threads);
    }

    /** What more than one of them needs. */
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

    public WaitingDeploys waiting() {
        return waiting;
    }

    public Asking asking() {
        return asking;
    }

    public Looking looking() {
        return looking;
    }

    /**
     * Goes on with what earlier starts of this server had under way, then begins to dispatch. Returns when that is done.
     *
     * @param whenGone what to do when this node was declared gone while it lives; returns at once
     */
    public void start(Runnable whenGone) {
        running.runner().resumeAll();
        waiting.resolver().resumeAll();
        threads.execute(() -> quietly(waiting.dispatcher()::run));
        threads.execute(() -> quietly(() -> beat(whenGone)));
        threads.execute(() -> quietly(running.runner()::heedStops));
    }

    private void beat(Runnable whenGone) throws InterruptedException {
        if (!site.nodes().beat()) {
            LOG.error(
                    "node {} was declared gone, or its data directory is used by another server: this one stops",
                    site.node().id());
            try {
                running.runner().endForgotten();
            } finally {
                whenGone.run();
            }
        }
    }

    /** The repositories of all apps, and of the deploys that are not over, whose apps may have others by now. */
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

    /** Stops to dispatch and to follow; the commands go on. */
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
