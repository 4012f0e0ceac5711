package dev.waybill.watches;

import dev.waybill.apps.App;
import dev.waybill.apps.AppId;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import dev.waybill.vcs.Ref;
import dev.waybill.vcs.refs.RemoteRefs;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What is known of the refs of repositories, and requests to look at once. Thread-safe. */
public final class Watches {
    /** Rung when refs, or what is wanted of them, have changed. */
    public static final String SEEN = "refs";

    /** Rung when somebody has asked for a look. */
    static final String ASKED = "watches";

    private final Db db;
    private final Time time;

    public Watches(Db db, Time time) {
        this.db = db;
        this.time = time;
    }

    /**
     * Has the repository of an app looked at now rather than when it is due, also after failures; once a second at most. Does not
     * wait for it. A repository that nobody watches is not looked at.
     */
    public void lookNow(App app) {
        lookNow(List.of(app));
    }

    /** The same for the repositories of several apps. */
    public void lookNow(Collection<App> apps) {
        var keys = apps.stream().map(Repository::key).collect(Collectors.toCollection(TreeSet::new));
        db.writeLazily(tx -> {
            keys.forEach(key -> WatchStore.ask(tx, key));
            tx.signal(ASKED);
            return tx;
        });
    }

    /** The wanted refs of an app, as they were last seen, by name. */
    public static List<WatchedRef> refs(Handle handle, AppId app) {
        return RefStore.refs(handle, app);
    }

    /**
     * The branch and the tag of this name, as they were last seen.
     *
     * @param ref as requests name it
     */
    public static List<WatchedRef> named(Handle handle, AppId app, String ref) {
        var names = Wish.fullNames(ref);
        return RefStore.refs(handle, app).stream()
                .filter(it -> names.contains(it.name()))
                .toList();
    }

    /** The branches of all apps, as they were last seen. */
    public static Heads heads(Db db) {
        return new Heads(RefStore.heads(db));
    }

    /** When the present repository of an app last answered; empty if it never has. */
    public static Optional<Instant> lastSeen(Handle handle, App app) {
        return WatchStore.find(handle, Repository.key(app)).map(WatchRow::seenAt);
    }

    /** Whether the present repository of an app has answered a look for all of these refs. */
    public static boolean haveLookedFor(Handle handle, App app, Wish refs) {
        return lastSeen(handle, app).isPresent()
                && RefStore.wish(handle, app.id())
                        .filter(wish -> wish.names().containsAll(refs.names())
                                && wish.tags().containsAll(refs.tags()))
                        .isPresent();
    }

    /** Whether a ref, as requests name it, can be watched: commits cannot. */
    public static boolean canChange(String ref) {
        return !Wish.fullNames(ref).isEmpty();
    }

    /** @param ref as requests name it */
    public Freshness freshness(App app, String ref) {
        var row = WatchStore.find(db, Repository.key(app));
        if (row.isEmpty()) {
            return Freshness.unknown(time.now());
        }
        var names = Wish.fullNames(ref);
        var found = db.read(handle -> named(handle, app.id(), ref));
        var wasWanted = db.read(handle -> RefStore.wish(handle, app.id()))
                .filter(wish -> names.stream().allMatch(wish.filter()))
                .isPresent();
        var isSeen = wasWanted && row.get().trouble() == null && row.get().seenAt() != null;
        var shown = found.isEmpty() ? null : found.getFirst();
        return new Freshness(
                shown == null ? null : shown.sha(),
                shown == null ? null : shown.since(),
                row.get().seenAt(),
                row.get().nextAt(),
                isSeen
                        ? objection(ref, names, found, row.get().note())
                        : row.get().trouble(),
                isSeen,
                time.now());
    }

    /** Sentences about the repositories that did not answer the last two times, by their apps. */
    public static Map<AppId, String> unseen(Db db, List<App> apps, Instant now) {
        var troubled = WatchStore.troubled(db);
        var unseen = new HashMap<AppId, String>();
        for (var app : troubled.isEmpty() ? List.<App>of() : apps) {
            var row = troubled.get(Repository.key(app));
            if (row != null) {
                unseen.put(app.id(), row.freshness(now).summary());
            }
        }
        return unseen;
    }

    /** How well the repositories of apps are known that somebody watches. */
    public static Map<AppId, Freshness> freshness(Db db, List<App> apps, Instant now) {
        var rows = WatchStore.all(db);
        var known = new HashMap<AppId, Freshness>();
        for (var app : apps) {
            var row = rows.get(Repository.key(app));
            if (row != null) {
                known.put(app.id(), row.freshness(now));
            }
        }
        return known;
    }

    private static @Nullable String objection(
            String ref, List<String> names, List<WatchedRef> found, @Nullable String note) {
        if (!names.isEmpty() && found.isEmpty()) {
            return names.contains(RemoteRefs.HEAD)
                    ? "the HEAD of the repository names no commit"
                    : Ref.asked(ref).absence();
        }
        var shas = found.stream().map(WatchedRef::sha).distinct().count();
        return shas > 1 ? "\"%s\" is a branch and a tag of different commits".formatted(ref) : note;
    }
}
