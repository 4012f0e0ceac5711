package dev.waybill.reminders;

import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.DeployEvents;
import dev.waybill.deploys.Transitions;
import dev.waybill.events.DeployEvent;
import dev.waybill.events.Events;
import dev.waybill.store.Db;

/** Reminds of deploys, each once. Thread-safe. */
final class Noting {
    private final Db db;
    private final Events events;

    Noting(Db db, Events events) {
        this.db = db;
        this.events = events;
    }

    /** Appends the event unless this or another server has. False if the deploy has changed since it was read. */
    boolean note(Deploy deploy, ReminderStore.Kind kind, DeployEvent event) {
        return db.write(tx -> {
            if (!Transitions.holdVersion(tx, deploy)) {
                return false;
            }
            if (ReminderStore.insert(tx, deploy.lane(), kind, deploy.number())) {
                events.append(tx, DeployEvents.of(deploy, event));
            }
            return true;
        });
    }
}
