package dev.waybill.reminders;

import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.DeployEvents;
import dev.waybill.deploys.DeployStore;
import dev.waybill.events.DeployEvent;
import dev.waybill.forge.SecretMask;
import dev.waybill.gates.Blocker;
import dev.waybill.lanes.Outlook;
import dev.waybill.lanes.Waiting;
import dev.waybill.store.Db;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Deploys that wait for long. */
final class LongWaits implements Occasion {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final int MOST_AT_ONCE = 50;

    private final Db db;
    private final DeployStore deploys;
    private final Outlook outlook;
    private final SecretMask mask;
    private final Noting noting;

    LongWaits(Db db, Outlook outlook, SecretMask mask, Noting noting) {
        this.db = db;
        this.deploys = new DeployStore(db);
        this.outlook = outlook;
        this.mask = mask;
        this.noting = noting;
    }

    /** Of those that wait, only the first of whom nobody was reminded are read. */
    @Override
    public Duration look(Instant now) {
        var soonest = LONGEST;
        var after = ReminderStore.Subject.NONE;
        while (true) {
            var waiting = waiting(after);
            var due = waiting.stream().filter(it -> !due(it).isAfter(now)).toList();
            if (!due.isEmpty() && !remind(due, now)) {
                soonest = SOON;
            }
            if (due.size() < MOST_AT_ONCE) {
                var next = due.size() == waiting.size() ? LONGEST : Occasion.until(due(waiting.get(due.size())), now);
                return next.compareTo(soonest) < 0 ? next : soonest;
            }
            after = due.getLast(); // one that was left out holds up none behind it
        }
    }

    private List<ReminderStore.Subject> waiting(ReminderStore.Subject after) {
        return db.read(handle -> ReminderStore.waiting(handle, after, MOST_AT_ONCE));
    }

    private static Instant due(ReminderStore.Subject waiting) {
        return waiting.since().plus(LONG);
    }

    /** False if one of them was left out. */
    private boolean remind(List<ReminderStore.Subject> due, Instant now) {
        var found = due.stream()
                .flatMap(waiting -> deploys.find(waiting.deploy()).stream())
                .toList();
        var waits = outlook.waiting(found);
        var left = found.stream()
                .filter(deploy -> !isReminded(deploy, waits.get(deploy.id()), now))
                .count();
        return left == 0;
    }

    /** One that nothing blocks is about to start, and is left out. */
    private boolean isReminded(Deploy deploy, @Nullable Waiting wait, Instant now) {
        if (wait == null || wait.blockers().isEmpty()) {
            return false;
        }
        var reason = wait.blockers().stream().map(Blocker::message).collect(Collectors.joining("; "));
        var event = new DeployEvent.Waiting(
                deploy.name(),
                DeployEvents.millis(deploy.createdAt(), now),
                mask.masked(deploy.app(), deploy.appVersion(), deploy.environment(), reason));
        return noting.note(deploy, ReminderStore.Kind.WAITING, event);
    }
}
