package dev.waybill.apps;

import dev.waybill.access.UserId;
import dev.waybill.events.Events;
import dev.waybill.store.Db;
import java.util.Set;

/** The apps that users want to see first. Thread-safe. */
public final class Stars {
    private final Db db;

    public Stars(Db db) {
        this.db = db;
    }

    public Set<AppId> of(UserId user) {
        return Set.copyOf(StarStore.of(db, user));
    }

    /** Does nothing if the app was deleted. */
    public void set(UserId user, AppId app, boolean isStarred) {
        db.write(tx -> {
            if (isStarred) {
                StarStore.put(tx, user, app);
            } else {
                StarStore.delete(tx, user, app);
            }
            tx.signal(Events.TOPIC); // open pages are shown again
            return tx;
        });
    }
}
