package dev.waybill.simulation;

import dev.waybill.Engine;
import dev.waybill.Foundation;
import dev.waybill.Site;
import dev.waybill.access.Access;
import dev.waybill.access.Caller;
import dev.waybill.access.Grant;
import dev.waybill.apps.App;
import dev.waybill.apps.Apps;
import dev.waybill.apps.AppsLimit;
import dev.waybill.apps.ServerFiles;
import dev.waybill.apps.config.TestPlugins;
import dev.waybill.checks.CheckFacts;
import dev.waybill.checks.Requirements;
import dev.waybill.deliveries.Courier;
import dev.waybill.deploys.DeployStore;
import dev.waybill.events.Events;
import dev.waybill.forge.AppForge;
import dev.waybill.forge.Forges;
import dev.waybill.forge.SecretMask;
import dev.waybill.hosts.Hosts;
import dev.waybill.locks.Locks;
import dev.waybill.logs.Logs;
import dev.waybill.nodes.Nodes;
import dev.waybill.origins.Origins;
import dev.waybill.providers.Providers;
import dev.waybill.registrations.DeploymentCourier;
import dev.waybill.registrations.Registrar;
import dev.waybill.repositories.AppSecrets;
import dev.waybill.runs.Runs;
import dev.waybill.store.Db;
import dev.waybill.vcs.git.Git;
import dev.waybill.watches.Pace;
import dev.waybill.watches.Wish;
import dev.waybill.workspaces.Caches;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Where a world is played: its servers on one database, the apps, the people, the repository. */
final class Scene implements AutoCloseable {
    static final String PRODUCTION = "production";
    static final String STAGING = "staging";

    final Dice dice;
    final World world;
    final Story story;
    final Db db;
    final SimulatedDatabase database;
    final SimulatedHistory history;
    final SimulatedSources sources;
    final SimulatedCheck check;
    final SimulatedCodeHost codeHost;
    final List<SimulatedNode> nodes;
    final List<App> apps;
    final Caller ann;
    final Caller bob;
    /** In whose name deploys are asked for that nobody asks for in person. */
    final Caller robot;

    private final Extent extent;
    private final Path scratch;
    private final Git git;
    private final SimulatedTime time;

    /**
     * Makes one.
     *
     * @param id that no other scene on this stage has
     */
    Scene(long id, Dice dice, Stage stage, Path scratch, Git git, Extent extent) {
        this.extent = extent;
        this.scratch = scratch;
        this.git = git;
        this.dice = dice;
        this.world = new World(dice);
        this.story = new Story(world);
        this.time = new SimulatedTime(world, () -> Duration.ZERO);
        this.db = stage.db();
        this.database = new SimulatedDatabase(world, new LazyCommits(dice, stage.snapshots));
        stage.play(database, time);
        this.history = new SimulatedHistory(id, dice);
        this.sources = new SimulatedSources(world, history);
        this.check = new SimulatedCheck(world);
        this.codeHost = new SimulatedCodeHost(world);
        this.nodes = IntStream.rangeClosed(1, extent.nodes())
                .mapToObj(i -> new SimulatedNode(world, database, "n%d-%d".formatted(i, id), this::server))
                .toList();
        this.ann = caller("ann");
        this.bob = caller("bob");
        this.robot = caller("robot");
        this.apps = new SimulatedApps(dice, db, time, SimulatedApps.plugins(check, codeHost), ann.user())
                .create(id, extent.apps(), extent.isPlain());
    }

    /**
     * How many nodes and apps there are.
     *
     * @param isPlain whether apps have neither checks, nor a code host that must register their deploys, nor automatic deploys, and
     *     nobody watches their repository
     */
    record Extent(int nodes, int apps, boolean isPlain) {}

    private Caller caller(String name) {
        var user = db.write(tx -> new Access(db, new Events(time), time).named(tx, name));
        return new Caller(user, 0, "a token", Grant.ALL);
    }

    /** In an order that is the same every time. */
    static List<String> environments(App app) {
        return app.config().environments().keySet().stream().sorted().toList();
    }

    /** As in {@code Server}, but for the world around it. */
    private SimulatedNode.Server server(SimulatedNode node, ExecutorService threads) {
        try {
            var foundation = foundation(node.time);
            var self = Nodes.register(db, node.id, node.id, null, false, 2, node.time);
            var around = new Site(
                    self,
                    new Nodes(db, self, foundation.events(), foundation.logs(), node.time, Optional::empty),
                    sources,
                    new Caches(scratch.resolve("caches"), scratch.resolve("homes")),
                    Optional::empty,
                    new Runs(node.machine, node.time),
                    new ServerFiles(scratch, List.of()),
                    new Providers(TestPlugins.PROVIDERS),
                    List.of(check),
                    List.of(courier(foundation)),
                    Site.Notifiers.NONE,
                    Forges.NONE,
                    new Origins(db, node.time, Forges.NONE, threads),
                    extent.isPlain() ? _ -> Wish.of(Set.of(), Set.of(), Pace.LEISURELY) : SimulatedApps::watched,
                    (_, wish) -> sources.refs(wish.filter()),
                    "http://simulated");
            return new SimulatedNode.Server(foundation, around, new Engine(foundation, around, threads));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Courier courier(Foundation foundation) {
        Forges forges = (_, _) -> Optional.of(new AppForge(codeHost, null, true));
        var checks = new CheckFacts(foundation.apps(), new Requirements(List.of(check), _ -> true));
        var secrets = new AppSecrets(foundation.apps(), new ServerFiles(scratch, List.of()));
        var mask = new SecretMask(foundation.apps(), secrets);
        var registrar = new Registrar(db, checks, foundation.time(), mask, "http://simulated");
        return new DeploymentCourier(foundation.apps(), new DeployStore(db), forges, registrar);
    }

    private Foundation foundation(SimulatedTime clock) throws IOException {
        var events = new Events(clock);
        var access = new Access(db, events, clock);
        return new Foundation(
                db,
                clock,
                events,
                access,
                new Apps(db, events, clock, AppsLimit.ofMemory()),
                new Logs(db, clock),
                new Hosts(db, git, events, scratch, clock),
                new Locks(events, access, Duration.ofDays(7), clock));
    }

    /** Those lanes that are deployed automatically. */
    List<AutomaticLane> automatic() {
        return apps.stream()
                .flatMap(app -> environments(app).stream().flatMap(environment -> AutomaticLane.of(app, environment)))
                .toList();
    }

    void tell(String what, @Nullable Object... about) {
        story.tell(what.formatted(about));
    }

    /** Ends all threads, and clears the stage: nothing of this world runs, waits, or serves there any more. */
    @Override
    public void close() {
        try {
            world.end();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        db.write(tx -> {
            tx.update(
                    "update deploys set state = 'finished', outcome = 'interrupted', finished_at = 0 where state <> 'finished'");
            tx.update("update apps set retired_at = 0 where retired_at is null");
            return tx.update("update nodes set forgotten_at = 0");
        });
    }
}
