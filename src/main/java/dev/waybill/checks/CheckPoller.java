package dev.waybill.checks;

import dev.waybill.apps.App;
import dev.waybill.apps.Apps;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import dev.waybill.store.Loop;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Asks the checks of all commits for which a deploy waits: at once if they were never asked, then with back-off. Any number of
 * servers share the work.
 */
public final class CheckPoller {
    /** Rung when a deploy waits for a check that was never asked. */
    public static final String TOPIC = "checks";

    private static final Loop LOOP = new Loop("asking for checks failed", TOPIC, Duration.ofSeconds(5));
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration KEPT = Duration.ofDays(400);

    private final Db db;
    private final Apps apps;
    private final Requirements requirements;
    private final Asker asker;
    private final Time time;
    private Instant tidyAt = Instant.EPOCH;

    public CheckPoller(Db db, Apps apps, Requirements requirements, Asker asker, Time time) {
        this.db = db;
        this.apps = apps;
        this.requirements = requirements;
        this.asker = asker;
        this.time = time;
    }

    /**
     * Has the checks of a type for which deploys of these apps wait asked now rather than when they are due, each every five seconds
     * at most. Does not wait for the answers.
     */
    public void hurry(Collection<App> of, String type) {
        var ids = of.stream().map(App::id).collect(Collectors.toSet());
        var now = time.now();
        var due = new TreeMap<CheckKey, Instant>();
        db.read(CheckStore::ofWaiting).forEach((key, row) -> {
            if (ids.contains(key.app()) && key.isOf(type)) {
                Schedule.hurried(row, now).ifPresent(at -> due.put(key, at));
            }
        });
        if (!due.isEmpty()) {
            db.writeLazily(tx -> {
                due.forEach((key, at) -> AnswerStore.hurry(tx, key, at));
                tx.signal(TOPIC);
                return tx;
            });
        }
    }

    /** Blocks until the server shuts down. */
    public void run() throws InterruptedException {
        LOOP.run(db, () -> Optional.of(round()));
    }

    /** Returns how long nothing is due. */
    private Duration round() {
        tidy();
        var inquiries = inquiries();
        asker.expect(inquiries.size());
        if (inquiries.isEmpty()) {
            return LOOP.safetyNet();
        }
        var rows = db.read(CheckStore::ofWaiting);
        var due = new ArrayList<Inquiry>();
        var now = time.now();
        var next = now.plus(LOOP.safetyNet());
        for (var inquiry : inquiries.entrySet()) {
            var row = rows.get(inquiry.getKey());
            if (row == null || !row.nextAt().isAfter(now) && asker.isFree(row)) {
                due.add(inquiry.getValue());
            } else if (row.nextAt().isAfter(now) && row.nextAt().isBefore(next)) {
                next = row.nextAt();
            }
        }
        asker.ask(due);
        var isBehind = due.stream().anyMatch(inquiry -> !asker.isAsking(inquiry.key()));
        var wait = Duration.between(now, next);
        return isBehind || wait.compareTo(PAUSE) < 0 ? PAUSE : wait;
    }

    private Map<CheckKey, Inquiry> inquiries() {
        var found = new LinkedHashMap<CheckKey, Inquiry>();
        for (var commit : CheckStore.waiting(db)) {
            var config = apps.config(commit.lane().app(), commit.appVersion());
            requirements.of(config, commit.lane().environment(), commit.ref()).stream()
                    .filter(requirement -> !commit.skipsChecks() || requirement.isAlways())
                    .map(requirement -> new Inquiry(commit.lane(), commit.sha(), commit.ref(), requirement))
                    .forEach(inquiry -> found.putIfAbsent(inquiry.key(), inquiry));
        }
        return found;
    }

    private void tidy() {
        var now = time.now();
        if (now.isAfter(tidyAt)) {
            tidyAt = now.plus(Duration.ofDays(1));
            db.writeLazily(tx -> {
                AnswerStore.forget(tx, now.minus(KEPT));
                return now;
            });
        }
    }
}
