package dev.waybill.reminders;

import dev.waybill.store.Db;
import java.time.Duration;
import java.time.Instant;

/** Forgets the reminders of deploys that do not wait or run any more: nobody is reminded of those again. */
final class Tidying implements Occasion {
    private final Db db;

    Tidying(Db db) {
        this.db = db;
    }

    @Override
    public Duration look(Instant now) {
        if (db.read(ReminderStore::hasOver)) {
            db.writeLazily(ReminderStore::deleteOver);
        }
        return LONGEST;
    }
}
