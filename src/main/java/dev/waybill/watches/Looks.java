package dev.waybill.watches;

import dev.waybill.errors.Excerpt;
import dev.waybill.events.Event;
import dev.waybill.events.Events;
import dev.waybill.events.Subject;
import dev.waybill.repositories.Remotes;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import dev.waybill.store.Tx;
import dev.waybill.vcs.refs.RemoteRefs;
import dev.waybill.watches.Repository.Wisher;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at repositories, and records what was seen together with the events that tell of it. If two servers look at the same
 * repository at once, the one that is recorded first counts: the other may have seen an older state. Thread-safe.
 */
public final class Looks {
    private static final Logger LOG = LoggerFactory.getLogger(Looks.class);

    /** With so much time for each look they take a small share of a core. */
    private static final Duration FOR_CHEAP = Duration.ofMillis(100);

    private static final Duration FOR_DEAR = Duration.ofSeconds(1);

    private final Db db;
    private final Events events;
    private final Remotes remotes;
    private final RefSource source;
    private final Time time;

    public Looks(Db db, Events events, Remotes remotes, RefSource source, Time time) {
        this.db = db;
        this.events = events;
        this.remotes = remotes;
        this.source = source;
        this.time = time;
    }

    /** How much time a look should have, so that looks do not keep the server busy. */
    Duration share(Repository repository) {
        return source.isCheap(repository.url()) ? FOR_CHEAP : FOR_DEAR;
    }

    /**
     * Looks once. Blocks, for two minutes at most.
     *
     * @param round how long it takes to look at all prompt repositories
     * @return the looks so far; empty if they were removed meanwhile
     */
    Optional<WatchRow> look(Repository repository, Duration round) throws InterruptedException {
        var before = before(repository);
        try {
            var remote =
                    remotes.of(repository.asker().config(), repository.asker().id());
            var known = before.known(repository.wishDigest());
            if (known == null) {
                return seen(repository, before, source.refs(remote, repository.wish()), round);
            }
            var refs = source.changed(remote, repository.wish(), known);
            return refs.isPresent()
                    ? seen(repository, before, refs.get(), round)
                    : unchanged(repository, before, round);
        } catch (IOException e) {
            var failed = before.failed(
                    Excerpt.of(String.valueOf(e.getMessage())),
                    time.now(),
                    repository.wish().pace());
            if (before.trouble() == null) {
                LOG.info("watch={} repository={} cannot be seen: {}", before.key(), repository.url(), failed.trouble());
            }
            return recorded(failed, db.writeLazily(tx -> WatchStore.record(tx, failed)));
        }
    }

    private WatchRow before(Repository repository) {
        return WatchStore.find(db, repository.key()).orElseGet(() -> {
            db.writeLazily(tx -> {
                WatchStore.insert(tx, repository, time.now());
                return tx;
            });
            return WatchStore.find(db, repository.key()).orElseThrow();
        });
    }

    private Optional<WatchRow> unchanged(Repository repository, WatchRow before, Duration round) {
        var row = before.seen(
                String.valueOf(before.digest()), false, before.note(), time.now(), pause(repository, round));
        return recorded(row, db.writeLazily(tx -> WatchStore.record(tx, row)));
    }

    private static WatchRow.Pause pause(Repository repository, Duration round) {
        var pace = repository.wish().pace();
        return (changedAt, now, lot) -> pace.pause(changedAt, now, lot, round);
    }

    private Optional<WatchRow> seen(Repository repository, WatchRow before, RemoteRefs refs, Duration round) {
        var digest = WatchRow.digest(refs, repository.wishDigest());
        var isChange = before.digest() == null || !before.digest().startsWith(refs.digest() + " ");
        var row = before.seen(digest, isChange, note(refs), time.now(), pause(repository, round));
        return recorded(
                row,
                digest.equals(before.digest())
                        ? db.writeLazily(tx -> WatchStore.record(tx, row))
                        : db.write(tx -> WatchStore.record(tx, row) && changed(tx, repository, refs)));
    }

    private Optional<WatchRow> recorded(WatchRow row, boolean isRecorded) {
        return isRecorded ? Optional.of(row) : WatchStore.find(db, row.key());
    }

    private boolean changed(Tx tx, Repository repository, RemoteRefs refs) {
        repository.wishers().forEach(wisher -> change(tx, wisher, refs));
        tx.signal(Watches.SEEN);
        return true;
    }

    private static @Nullable String note(RemoteRefs refs) {
        return refs.unusable().isEmpty()
                ? null
                : "%d refs are ignored, because their names cannot be deployed, such as %s"
                        .formatted(refs.unusable().size(), refs.unusable().getFirst());
    }

    private void change(Tx tx, Wisher wisher, RemoteRefs refs) {
        var app = wisher.app();
        if (!RefStore.exists(tx, app.id())) {
            return;
        }
        var known = RefStore.refs(tx.handle(), app.id());
        var wanted = RefStore.wish(tx.handle(), app.id()).orElse(null);
        var changes = RefChanges.of(known, refs, wisher.wish(), wanted, time.now());
        RefStore.putWish(tx, app.id(), wisher.wish());
        changes.toPut().forEach(ref -> RefStore.put(tx, app.id(), ref));
        changes.toDelete().forEach(ref -> RefStore.delete(tx, app.id(), ref));
        var subject = Subject.ofApp(app.id().value(), app.name());
        changes.events().forEach(event -> events.append(tx, new Event(event, subject, null)));
    }
}
