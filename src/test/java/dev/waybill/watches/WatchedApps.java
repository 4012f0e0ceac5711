package dev.waybill.watches;

import dev.waybill.Pause;
import dev.waybill.ShiftedTime;
import dev.waybill.access.Access;
import dev.waybill.access.User;
import dev.waybill.apps.App;
import dev.waybill.apps.Apps;
import dev.waybill.apps.AppsLimit;
import dev.waybill.apps.ServerFiles;
import dev.waybill.apps.config.AppConfig;
import dev.waybill.apps.config.AppReader;
import dev.waybill.apps.config.TestPlugins;
import dev.waybill.events.EventFilter;
import dev.waybill.events.Events;
import dev.waybill.events.Feed;
import dev.waybill.events.Recorded;
import dev.waybill.hosts.Hosts;
import dev.waybill.repositories.Remotes;
import dev.waybill.store.Database;
import dev.waybill.store.Db;
import dev.waybill.store.Observer;
import dev.waybill.vcs.Remote;
import dev.waybill.vcs.git.Git;
import dev.waybill.vcs.refs.RemoteRefs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Apps whose repositories servers look at by git. All want main, HEAD and the tags v*, promptly, if nothing else is said. */
final class WatchedApps implements AutoCloseable {
    private static final Wish USUAL = Wish.of(Set.of("main", "HEAD"), Set.of("v*"), Pace.PROMPT);

    final ShiftedTime time = new ShiftedTime();
    final Db db;
    final Watches watches;
    /** How often git has asked for refs. */
    final AtomicInteger looks = new AtomicInteger();

    final Map<String, Wish> wishes = new ConcurrentHashMap<>();
    private final Path directory;
    private final Events events = new Events(time);
    private final Apps apps;
    private final User ann;
    private final GitRefs byGit;
    private final Remotes remotes;
    private final List<RunningWatcher> running = new ArrayList<>();

    WatchedApps(Database database, Path directory) throws Exception {
        this.directory = directory;
        db = Db.open(database, time, Observer.NONE);
        watches = new Watches(db, time);
        ann = db.write(tx -> new Access(db, events, time).named(tx, "ann"));
        apps = new Apps(db, events, time, AppsLimit.ofMemory());
        var git = Git.open(directory.resolve("scratch"));
        byGit = new GitRefs(git, directory);
        var files = new ServerFiles(directory.resolve("data"), List.of());
        remotes = new Remotes(apps, files, new Hosts(db, git, events, directory.resolve("hosts"), time));
    }

    App app(String name, String repository) {
        return apps.create(new Apps.Draft(name, config(repository, Map.of())), ann);
    }

    App change(String name, String repository, Map<String, Object> fields) {
        return apps.change(name, _ -> new Apps.Draft(name, config(repository, fields)), ann, (_, _) -> {});
    }

    void delete(App app) {
        db.write(tx -> {
            apps.hold(tx, app);
            apps.delete(tx, app, ann);
            return tx;
        });
    }

    private static AppConfig config(String repository, Map<String, Object> fields) {
        var all = new LinkedHashMap<>(fields);
        all.put("repository", repository);
        all.put("deploy", "make");
        return new AppReader(TestPlugins.ALL).read(all).config();
    }

    List<Repository> repositories() {
        return Repository.all(apps.all(), this::wish);
    }

    private Wish wish(App app) {
        return wishes.getOrDefault(app.name(), USUAL);
    }

    RemoteRefs git(Remote remote, Wish wish) throws IOException, InterruptedException {
        looks.incrementAndGet();
        return byGit.refs(remote, wish);
    }

    /** The only server. */
    RunningWatcher start() {
        return start("anna", Set.of("anna"), this::git);
    }

    /** @param living may change */
    RunningWatcher start(String node, Set<String> living, RefSource source) {
        var watchlist = new Watchlist(apps, this::wish, node, () -> living);
        var started = new RunningWatcher(db, watchlist, new Looks(db, events, remotes, source, time), time);
        running.add(started);
        return started;
    }

    /** Waits for a look that begins after this was called. */
    void look(App app) throws InterruptedException {
        awaitFirst(app);
        time.pass(Duration.ofSeconds(1)); // looks are so far apart
        watches.lookNow(app);
        awaitAnswered();
    }

    void awaitAnswered() throws InterruptedException {
        while (!WatchStore.asked(db).isEmpty()) {
            Pause.briefly();
        }
    }

    void awaitFirst(App app) throws InterruptedException {
        while (row(app).filter(it -> it.version() > 0).isEmpty()) {
            Pause.briefly();
        }
    }

    private Optional<WatchRow> row(App app) {
        return WatchStore.find(db, Repository.key(apps.app(app.id())));
    }

    long version(App app) {
        return row(app).orElseThrow().version();
    }

    /** Shas by the names of refs. */
    Map<String, String> refs(App app) {
        var refs = new TreeMap<String, String>();
        db.read(handle -> Watches.refs(handle, app.id()))
                .forEach(ref -> refs.put(ref.name(), ref.sha().hex()));
        return refs;
    }

    String freshness(App app, String ref) {
        return watches.freshness(apps.app(app.id()), ref).summary();
    }

    /** The events of refs, oldest first, such as {@code shop ref.moved refs/heads/main 1234567 89abcde}. */
    List<String> told() {
        return events().stream()
                .map(event -> "%s %s %s %s %s"
                        .formatted(
                                Objects.requireNonNull(event.subject().app()).name(),
                                event.kind(),
                                event.data().get("ref"),
                                shortened(event.data().get("previous")),
                                shortened(event.data().get("sha"))))
                .toList();
    }

    List<Recorded> events() {
        var all = new EventFilter(null, null, null, null, null, null, null, 10_000);
        return new Feed(db)
                .list(all).rows().reversed().stream()
                        .filter(event -> event.kind().startsWith("ref."))
                        .toList();
    }

    static String shortened(@Nullable Object sha) {
        return sha == null ? "-" : sha.toString().substring(0, 7);
    }

    Path directory() {
        return directory;
    }

    @Override
    public void close() {
        running.forEach(RunningWatcher::close);
        db.close();
    }
}
