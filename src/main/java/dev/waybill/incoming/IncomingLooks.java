package dev.waybill.incoming;

import dev.waybill.apps.App;
import dev.waybill.errors.Excerpt;
import dev.waybill.forge.ForgeFailure;
import dev.waybill.forge.ListedDeployment;
import dev.waybill.registrations.Registrations;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the deployments of an app's repository, and takes those that are for the app. Thread-safe. */
public final class IncomingLooks {
    private static final Logger LOG = LoggerFactory.getLogger(IncomingLooks.class);

    private static final int MOST_PAGES = 60;

    /** Code hosts tell whole seconds. */
    private static final Duration PRECISION = Duration.ofSeconds(1);

    /** An older one is not started any more: nobody expects it. */
    private static final Duration OLDEST = Duration.ofDays(7);

    private final Db db;
    private final Time time;
    private final Acceptors acceptors;
    private final Considering considering;
    private final Answers answers;

    public IncomingLooks(Db db, Time time, Acceptors acceptors, Considering considering, Answers answers) {
        this.db = db;
        this.time = time;
        this.acceptors = acceptors;
        this.considering = considering;
        this.answers = answers;
    }

    /** Looks once. Blocks: each request to the code host for ten seconds at most, and as requests for deploys do. */
    Looked look(App app) throws InterruptedException {
        try {
            var by = acceptors.of(app);
            return look(by, watch(app, by.repository()));
        } catch (IOException e) {
            var before = IncomingWatchStore.find(db, app.id()).orElseGet(() -> watch(app, ""));
            return failed(app, before, new Looked(before.changedAt(), e.getMessage(), null));
        }
    }

    private IncomingWatch watch(App app, String repository) {
        return IncomingWatchStore.find(db, app.id())
                .filter(known -> known.repository().equals(repository))
                .orElseGet(() -> {
                    db.writeLazily(tx -> {
                        IncomingWatchStore.begin(tx, app.id(), repository, time.now());
                        return tx;
                    });
                    return IncomingWatchStore.find(db, app.id()).orElseThrow();
                });
    }

    private Looked look(Acceptor by, IncomingWatch before) throws InterruptedException {
        try {
            var listed = listed(by, before);
            var unknown = unknown(by, before, listed);
            considering.consider(by, unknown);
            answers.tell(by);
            var changed = unknown.isEmpty() ? before.changedAt() : time.now();
            var newest = listed.isEmpty() ? 0 : listed.lastKey();
            db.writeLazily(tx -> {
                IncomingWatchStore.seen(tx, by.app().id(), before, newest, changed, time.now());
                return tx;
            });
            return new Looked(changed, null, null);
        } catch (ForgeFailure e) {
            return failed(by.app(), before, Looked.failed(before.changedAt(), e));
        }
    }

    private Looked failed(App app, IncomingWatch before, Looked looked) {
        var trouble = Excerpt.of(String.valueOf(looked.trouble()));
        if (before.trouble() == null) {
            LOG.info("app={} deployments of others cannot be seen: {}", app.name(), trouble);
        }
        db.writeLazily(tx -> {
            IncomingWatchStore.failed(tx, app.id(), before, trouble);
            return tx;
        });
        return looked;
    }

    /** All that the app may not have seen yet, and some more, by number. */
    private static SortedMap<Long, ListedDeployment> listed(Acceptor by, IncomingWatch before)
            throws ForgeFailure, InterruptedException {
        var listed = new TreeMap<Long, ListedDeployment>();
        for (var page = 1; page <= MOST_PAGES; page++) {
            var some = by.deployments().list(page);
            some.forEach(it -> listed.put(it.id(), it));
            if (some.isEmpty()
                    || some.stream().anyMatch(it -> it.id() <= before.newest() || isOld(it, before.since()))) {
                return listed;
            }
        }
        LOG.warn(
                "app={} there are more than {} new deployments; older ones were not looked at",
                by.app().name(),
                listed.size());
        return listed;
    }

    private static boolean isOld(ListedDeployment it, Instant since) {
        return it.createdAt().isBefore(since.minus(PRECISION));
    }

    /** Those to decide about, the oldest first. */
    private List<ListedDeployment> unknown(
            Acceptor by, IncomingWatch before, SortedMap<Long, ListedDeployment> listed) {
        if (listed.isEmpty()) {
            return List.of();
        }
        var lapsed = time.now().minus(OLDEST);
        return db.read(handle -> {
            var known = IncomingStore.known(handle, by.app().id(), by.repository(), listed.firstKey());
            return listed.values().stream()
                    .filter(it -> it.key() == null && !known.contains(it.id()))
                    .filter(it -> !isOld(it, before.since()) && !isOld(it, lapsed))
                    .filter(it -> !Registrations.isKnown(handle, by.forge(), it.id()))
                    .toList();
        });
    }
}
