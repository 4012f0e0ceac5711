package dev.waybill.reminders;

import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.DeployEvents;
import dev.waybill.deploys.DeployId;
import dev.waybill.deploys.DeployStore;
import dev.waybill.deploys.ReleaseStore;
import dev.waybill.events.DeployEvent;
import dev.waybill.store.Db;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Deploys that run for longer than nearly all others of their lane did. */
final class SlowDeploys implements Occasion {
    /** Nobody has to be told that a deploy of two seconds takes four. */
    private static final Duration MARGIN = Duration.ofSeconds(30);

    private static final int MOST = 100;
    private static final int FEWEST = 10;

    private final Db db;
    private final DeployStore deploys;
    private final Noting noting;

    /** By running deploy: while it runs, no other of its lane succeeds. */
    private final Map<DeployId, Optional<Duration>> usual = new HashMap<>();

    SlowDeploys(Db db, Noting noting) {
        this.db = db;
        this.deploys = new DeployStore(db);
        this.noting = noting;
    }

    @Override
    public Duration look(Instant now) {
        var running = db.read(ReminderStore::running);
        usual.keySet()
                .retainAll(running.stream().map(ReminderStore.Subject::deploy).collect(Collectors.toSet()));
        return running.stream()
                .map(each -> usual(each).map(time -> look(each, time, now)).orElse(LONGEST))
                .min(Comparator.naturalOrder())
                .orElse(LONGEST);
    }

    private Optional<Duration> usual(ReminderStore.Subject running) {
        return usual.computeIfAbsent(
                running.deploy(),
                _ -> percentile(db.read(handle -> ReleaseStore.durations(handle, running.lane(), MOST))));
    }

    /**
     * The 95th percentile; empty if there are too few for that.
     *
     * @param durations the shortest first
     */
    static Optional<Duration> percentile(List<Duration> durations) {
        return durations.size() < FEWEST
                ? Optional.empty()
                : Optional.of(durations.get((durations.size() * 95 + 99) / 100 - 1));
    }

    private Duration look(ReminderStore.Subject running, Duration usually, Instant now) {
        var due = running.since().plus(usually).plus(MARGIN);
        if (due.isAfter(now)) {
            return Occasion.until(due, now);
        }
        return deploys.find(running.deploy())
                        .filter(deploy -> !isReminded(deploy, usually, now))
                        .isPresent()
                ? SOON
                : LONGEST;
    }

    private boolean isReminded(Deploy deploy, Duration usually, Instant now) {
        return !(deploy.state() instanceof Deploy.Running running)
                || noting.note(
                        deploy,
                        ReminderStore.Kind.SLOW,
                        new DeployEvent.Slow(
                                deploy.name(), DeployEvents.millis(running.since(), now), usually.toMillis()));
    }
}
