package dev.waybill.incoming;

import dev.waybill.apps.AppId;
import dev.waybill.store.Db;
import java.util.List;
import java.util.Optional;

/** What is known of deployments that others create, and requests to look at once. Thread-safe. */
public final class Incoming {
    /** Rung when somebody has asked for a look. */
    static final String ASKED = "incoming";

    private final Db db;

    public Incoming(Db db) {
        this.db = db;
    }

    /** Has the deployments of an app looked at now rather than when they are due. Does not wait for it. */
    public void lookNow(AppId app) {
        db.writeLazily(tx -> {
            IncomingWatchStore.ask(tx, app);
            tx.signal(ASKED);
            return tx;
        });
    }

    /** The looks so far; empty if the app accepts no deployments, or nobody has noticed yet that it does. */
    public Optional<IncomingWatch> watch(AppId app) {
        return IncomingWatchStore.find(db, app);
    }

    /** What became of the newest deployments, the newest first. */
    public List<Noted> newest(AppId app, int most) {
        return db.read(handle -> IncomingStore.newest(handle, app, most));
    }
}
