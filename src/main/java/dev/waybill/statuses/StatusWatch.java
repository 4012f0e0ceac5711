package dev.waybill.statuses;

import dev.waybill.apps.Apps;
import dev.waybill.apps.GateVersion;
import dev.waybill.deliveries.Deliveries;
import dev.waybill.deploys.Lane;
import dev.waybill.forge.Forges;
import dev.waybill.lanes.LaneQueue;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import dev.waybill.store.Loop;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Asks for a delivery whenever the reason changes why a deploy waits, which no event reports. Compares with what was published, so
 * several servers can do this at once, and a crash loses nothing.
 */
public final class StatusWatch {
    private static final Loop LOOP =
            new Loop("watching why deploys wait failed", GateVersion.LANES, Duration.ofSeconds(15));
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** Most deploys wait for a moment only, such as for the answer of a check. */
    private static final Duration SETTLED = Duration.ofSeconds(5);

    /** GitHub takes a thousand statuses for one commit, so the more often one changed, the longer the next change waits. */
    private static final Duration PER_CHANGE = Duration.ofSeconds(15);

    private final Db db;
    private final Time time;
    private final Apps apps;
    private final Forges forges;
    private final WaitingReasons reasons;

    private Duration nextRound = Duration.ZERO;

    public StatusWatch(Db db, Time time, Apps apps, Forges forges, WaitingReasons reasons) {
        this.db = db;
        this.time = time;
        this.apps = apps;
        this.forges = forges;
        this.reasons = reasons;
    }

    /** Blocks until the server shuts down. */
    public void run() throws InterruptedException {
        LOOP.run(db, () -> Optional.of(round()));
    }

    private Duration round() {
        var early = nextRound.minus(time.sinceBoot());
        if (early.isPositive()) {
            return early;
        }
        nextRound = time.sinceBoot().plus(PAUSE);
        var next = time.now().plus(LOOP.safetyNet());
        for (var waiting : db.read(StatusStore::waiting)) {
            var config = apps.config(waiting.lane().app(), waiting.appVersion());
            var due = forges.publicity(config).commitStatus() ? look(waiting.lane()) : next;
            next = due.isBefore(next) ? due : next;
        }
        return Duration.between(time.now(), next);
    }

    /** Returns when to look again at the latest. */
    private Instant look(Lane lane) {
        return reasons.in(lane).stream()
                .filter(judged -> !judged.blockers().isEmpty())
                .flatMap(judged -> look(judged).stream())
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
    }

    /** When its status can change, unless that is now. */
    private Optional<Instant> look(LaneQueue.Judged judged) {
        var commit = LaneCommit.of(judged.deploy());
        if (commit.isEmpty() || !isDecisive(commit.get(), judged)) {
            return Optional.empty();
        }
        var published = db.read(handle -> StatusStore.published(handle, commit.get()));
        if (published
                .filter(it -> it.status()
                        .equals(StatusTexts.waiting(judged.blockers()).kept()))
                .isPresent()) {
            return Optional.empty();
        }
        var settled = judged.deploy().createdAt().plus(SETTLED);
        var due = published
                .map(it -> it.at().plus(PER_CHANGE.multipliedBy(it.times())))
                .filter(settled::isBefore)
                .orElse(settled);
        if (due.isAfter(time.now())) {
            return Optional.of(due);
        }
        deliver(commit.get(), judged);
        return Optional.empty();
    }

    private boolean isDecisive(LaneCommit commit, LaneQueue.Judged judged) {
        return db.read(handle -> StatusStore.decisive(handle, commit))
                .filter(judged.deploy().id()::equals)
                .isPresent();
    }

    private void deliver(LaneCommit commit, LaneQueue.Judged judged) {
        var deploy = judged.deploy();
        var via = String.valueOf(apps.app(deploy.app()).config().via());
        db.writeLazily(tx -> {
            var to = commit.addressee(via);
            Deliveries.again(tx, StatusCourier.NAME, to, deploy.id().value(), "deploy.requested", time.now());
            return tx;
        });
    }
}
