package dev.waybill.deploys;

import dev.waybill.access.Caller;
import dev.waybill.access.Grant;
import dev.waybill.access.User;
import dev.waybill.apps.App;
import dev.waybill.apps.config.AppConfig;
import dev.waybill.errors.Conflict;
import dev.waybill.errors.NotFound;
import dev.waybill.events.Events;
import dev.waybill.gates.Blocker;
import dev.waybill.gates.Expiries;
import dev.waybill.gates.Judgement;
import dev.waybill.gates.Lock;
import dev.waybill.gates.Locks;
import dev.waybill.gates.Waiters;
import dev.waybill.store.Slice;
import dev.waybill.vcs.RepositoryUrl;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deploys. Every door ends in {@link #request}; what was asked for waits in its lane, and starts when the gates let it. Threads
 * of its own dispatch and follow; {@link #close} ends them, and leaves running commands to themselves. Thread-safe.
 */
public final class Deploys implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Deploys.class);
    private static final Duration FAREWELL = Duration.ofMillis(500);

    private final Parts parts;
    private final DeployStore store;
    private final ExecutorService threads;
    private final Requests requests;
    private final DryRuns dryRuns;
    private final Reports reports;
    private final Comparisons comparisons;
    private final Cancellations cancellations;
    private final Outlook outlook;
    private final Explaining explaining;
    private final Searching searching;
    private final Environments environments;
    private final Verdicts verdicts;
    private final Resolver resolver;
    private final Dispatcher dispatcher;
    private final Runner runner;

    public Deploys(Parts parts) {
        this.parts = parts;
        var db = parts.db();
        var time = parts.time();
        this.store = new DeployStore(db);
        this.threads = parts.threads().get();
        Supplier<Moment> clock = () -> new Moment(time.now(), parts.runs().boot(), time.sinceBoot());

        var secrets = new AppSecrets(parts.apps(), parts.files());
        var remotes = new Remotes(parts.apps(), parts.files(), parts.hosts());
        var refs = new RefLookup(parts.sources(), remotes);
        var ending = new Ending(parts.logs(), parts.events(), time);

        var leftovers = new Leftovers(db, parts.runs(), parts.sources(), time, threads);
        var runSecrets =
                new RunSecrets(secrets, parts.runs(), db, parts.access().tokens());
        var journal = new RunJournal(db, parts.logs(), parts.node(), time);
        var commands = new CommandRuns(
                db, parts.runs(), parts.node(), runSecrets, new Plans(parts.sources(), parts.node()), journal);
        var setUp = new SetUp(db, parts.logs(), parts.sources(), remotes, parts.node(), time);
        var sweeper = new Sweeper(db, parts.runs(), leftovers);
        var finish = new Finish(db, parts.node(), parts.logs(), ending, sweeper, clock);
        var execution = new Execution(parts.apps(), parts.providers(), setUp, commands, finish, parts.url());
        this.runner = new Runner(db, parts.node(), time, execution, leftovers, threads);
        this.reports = new Reports(db, parts.events(), parts.apps(), runSecrets);
        this.cancellations = new Cancellations(db, parts.logs(), parts.events(), ending, runner);

        var patience = new Patience(time);
        var kinships = new Kinships(db, parts.sources(), remotes);
        var lanes = new Lanes(db, parts.node(), parts.nodes(), patience, time);
        this.outlook = new Outlook(db, lanes, parts.nodes(), time);
        this.resolver = new Resolver(db, parts.apps(), refs, ending, patience, threads);
        var learning = new Learning(db, parts.apps(), kinships, patience, threads);
        var claims = new Claims(db, parts.node(), parts.events(), clock);
        this.dispatcher = new Dispatcher(
                db,
                time,
                new LockKeeper(db, time, new Expiries(parts.locks())),
                resolver,
                new LaneDispatcher(db, lanes, learning, claims, ending, runner));

        this.verdicts = new Verdicts(db, parts.events(), time);
        var retreat = new Retreat(verdicts, parts.logs(), parts.events(), time);
        var recorder = new Recorder(refs, parts.access(), retreat, parts.logs(), parts.events(), time);
        var wishes = new Wishes(parts.apps(), parts.providers(), refs, parts.url());
        var intake = new Intake(parts.apps(), new Targets(db), wishes);
        var questions = new Questions(refs, kinships, resolver);
        var judging = new Judging(lanes);
        this.requests = new Requests(db, time, intake, questions, judging, recorder);
        this.dryRuns = new DryRuns(
                db, intake, questions, judging, refs, new Previews(parts.apps(), parts.providers(), wishes, secrets));

        this.comparisons = new Comparisons(db, parts.sources(), remotes, refs, threads);
        this.searching = new Searching(db, parts.apps(), parts.sources(), remotes, outlook);
        this.explaining = new Explaining(db, lanes, parts.nodes(), dryRuns);
        this.environments = new Environments(db);
    }

    /** Goes on with what earlier starts of this server had under way, then begins to dispatch. Returns when that is done. */
    public void start() {
        runner.resumeAll();
        resolver.resumeAll();
        threads.execute(() -> quietly(dispatcher::run));
        threads.execute(() -> quietly(this::beat));
        threads.execute(() -> quietly(runner::heedStops));
    }

    /** The repositories of all apps, and of the deploys that are not over, whose apps may have others by now. */
    public Set<RepositoryUrl> repositories() {
        var ofDeploys =
                store.unfinished().stream().map(deploy -> parts.apps().config(deploy.app(), deploy.appVersion()));
        return Stream.concat(parts.apps().all().stream().map(App::config), ofDeploys)
                .map(AppConfig::repositoryUrl)
                .collect(Collectors.toUnmodifiableSet());
    }

    private void beat() throws InterruptedException {
        if (!parts.nodes().beat()) {
            LOG.error(
                    "node {} was declared gone, or its data directory is used by another server: this one stops",
                    parts.node().id());
            try {
                runner.endForgotten();
            } finally {
                parts.whenGone().run();
            }
        }
    }

    /**
     * Asks for a deploy. Blocks while the repository is asked for the commit, 5 s at most.
     *
     * @throws dev.waybill.errors.Refused if a gate refuses the request at once
     */
    public Deploy request(DeployRequest request) throws InterruptedException {
        return requests.request(request);
    }

    /**
     * What would happen if this were asked for. Reads refs, and changes nothing. Blocks like {@link #request}.
     *
     * @throws dev.waybill.errors.Refused if what was seen has changed since
     */
    public Preview preview(DeployRequest request) throws InterruptedException {
        return dryRuns.preview(request);
    }

    /** Where a request would go: to what it names, or to the app's default. */
    public String environment(DeployRequest request, App app) {
        return Intake.environment(request, app);
    }

    /** Why the first candidate of a lane does not start; of what automation would deploy, if none waits. Blocks while refs are read. */
    public Explanation explain(App app, Lane lane, Caller caller) throws InterruptedException {
        return explaining.lane(app, lane, caller);
    }

    /**
     * What would hold a deploy back that is not asked for yet. Blocks while refs are read.
     *
     * @param ref null for the default
     * @param door by which it would come
     */
    public Explanation explain(App app, Lane lane, @Nullable String ref, Door door, boolean force, Caller caller)
            throws InterruptedException {
        return explaining.request(app, lane, ref, door, force, caller);
    }

    /**
     * How far a commit has come, in what the caller may read. Reads mirrors, and blocks.
     *
     * @param prefix of the sha, seven digits at least
     * @throws NotFound if no repository had such a commit when it was read last
     */
    public Whereabouts whereabouts(String prefix, Caller caller) throws InterruptedException {
        return searching.find(prefix, caller);
    }

    /** How an environment of an app stands. */
    public EnvironmentState state(Lane lane) {
        return environments.state(lane);
    }

    /**
     * Marks the version that a deploy brought as good or faulty. A faulty one is quarantined.
     *
     * @throws dev.waybill.errors.Invalid if a quarantined one is to be released, and nobody says why
     */
    public Deploy judge(Deploy deploy, Judgement.Verdict verdict, @Nullable String reason, User by) {
        return verdicts.judge(deploy, verdict, reason, by);
    }

    /** @throws NotFound if there is none of that id */
    public Deploy deploy(DeployId id) {
        return store.require(id);
    }

    /** @throws NotFound if there is none of that number */
    public Deploy deploy(String app, String environment, int number) {
        return store.require(app, environment, number);
    }

    /** Waits until a deploy is in another state than it was seen in; at once if it is over. Answers it as it is then. */
    public Deploy awaitChange(Deploy seen, Duration longest) throws InterruptedException {
        try (var changes = parts.db().signals().subscribe(Events.TOPIC)) {
            var end = parts.time().sinceBoot().plus(longest);
            while (true) {
                var deploy = deploy(seen.id());
                var left = end.minus(parts.time().sinceBoot());
                var isStill = deploy.version() == seen.version() && !(deploy.state() instanceof Deploy.Finished);
                if (!isStill || !left.isPositive() || changes.isOver()) {
                    return deploy;
                }
                changes.await(left);
            }
        }
    }

    /** Newest first; as many as one list may have. */
    public Slice<Deploy> list(DeployFilter filter) {
        return store.list(filter);
    }

    /** All that run and wait; long parameters are left out. */
    public List<Deploy> unfinished() {
        return store.unfinished();
    }

    /** What runs and waits, counted; cheap, however much has finished. */
    public Load load() {
        return parts.db().read(LoadStore::read);
    }

    /** The deploys that are live, one for each environment that has one; long parameters are left out. */
    public List<Deploy> live() {
        return store.allLive();
    }

    /** What locks need to know of the deploys that wait under them. */
    public static Waiters waiters() {
        return new WaiterStore();
    }

    /** Who keeps what to themselves. */
    public List<Lock> locks() {
        return Locks.all(parts.db());
    }

    /** Why a deploy waits, and where in its lane; empty if it does not wait. */
    public Optional<Waiting> waiting(Deploy deploy) {
        return Optional.ofNullable(waiting(List.of(deploy)).get(deploy.id()));
    }

    /** The same of those among many that wait. */
    public Map<DeployId, Waiting> waiting(List<Deploy> deploys) {
        return outlook.waiting(deploys);
    }

    /**
     * Why a deploy does not run yet.
     *
     * @param position in its lane, from 1
     * @param blockers empty if it is about to start
     * @param estimatedStart null if nobody can know
     */
    public record Waiting(
            int position, List<Blocker> blockers, @Nullable Instant estimatedStart) {}

    /**
     * When a deploy that runs will probably end; empty if it does not run, or takes longer than usual.
     *
     * @param usual of its lane
     */
    public Optional<Instant> estimatedEnd(Deploy deploy, Optional<Duration> usual) {
        return outlook.estimatedEnd(deploy, usual);
    }

    /** How long the deploys that run on a node will probably take from now on, at most; empty if nobody can know. */
    public Optional<Duration> longestLeft(NodeState node) {
        return outlook.longestLeft(node);
    }

    /** How long a deploy of this lane usually takes: the median of the last that succeeded; empty if none did. */
    public Optional<Duration> usualDuration(Lane lane) {
        return outlook.usualDuration(lane);
    }

    /**
     * Cancels a deploy. One that waits is over at once; one that runs is told to end, and holds its lane until nothing of it lives.
     *
     * @throws Conflict if it is over already
     */
    public Deploy cancel(Deploy deploy, User by) {
        return cancellations.cancel(deploy, by);
    }

    /**
     * The same without a grace for what runs, also for one that was cancelled before and takes its time.
     *
     * @throws Conflict if it is over already
     */
    public Deploy kill(Deploy deploy, User by) {
        return cancellations.kill(deploy, by);
    }

    /**
     * Asks for the same once more: a new deploy of the same commit with the configuration of now, which names the old one. Nothing
     * does that by itself.
     *
     * @throws Conflict if the old one is not over
     */
    public Deploy retry(Deploy old, Caller by, @Nullable String reason, @Nullable String idempotencyKey)
            throws InterruptedException {
        return requests.retry(old, by, reason, idempotencyKey);
    }

    /**
     * Notes what is said of a deploy: how far it is, notes, links.
     *
     * @throws Conflict if the app's secrets cannot be read, and so not be masked
     */
    public Deploy report(Deploy deploy, Report said, Caller by) {
        return reports.add(deploy, said, by);
    }

    /**
     * What would change if a ref were deployed: what lies between what is live and that. Blocks, 5 s at most.
     *
     * @param ref null for the environment's default
     * @throws dev.waybill.errors.Unavailable if the repository does not answer
     */
    public Comparison compareWithLive(App app, Lane lane, @Nullable String ref, int limit) throws InterruptedException {
        return comparisons.withLive(app, lane, ref, limit);
    }

    /**
     * What lies between two commits, each a ref, {@code :staging} for what is live there, or {@code :staging#42} for what that deploy
     * brought. Blocks, 5 s at most.
     *
     * @throws dev.waybill.errors.Unavailable if the repository does not answer
     */
    public Comparison compare(App app, Caller caller, String from, String to, int limit) throws InterruptedException {
        return comparisons.between(app, caller, from, to, limit);
    }

    /** How many deploys were started from one moment until before another, of those that may be read; of one app, or of all. */
    public int started(Grant grant, @Nullable String app, Instant from, Instant end) {
        return StatsStore.started(parts.db(), grant, app, from, end);
    }

    /**
     * Removes an app with all its deploys.
     *
     * @throws Conflict while one of them runs or waits
     */
    public void deleteApp(App app, User by) {
        parts.db().write(tx -> {
            parts.apps().hold(tx, app);
            var underWay = DeployStore.countUnderWay(tx, app.id());
            if (underWay > 0) {
                throw new Conflict(
                        "conflict",
                        "%s has %d deploys that run or wait; cancel them first".formatted(app.name(), underWay));
            }
            DeployStore.deleteAll(tx, app.id());
            parts.apps().delete(tx, app, by);
            return app;
        });
    }

    /** What is answered where there is no such deploy, or none for the one who asks. */
    public static NotFound noSuchDeploy() {
        return DeployStore.noSuchDeploy();
    }

    private static void quietly(Loop loop) {
        try {
            loop.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Loop {
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
