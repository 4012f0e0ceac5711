package dev.waybill.deploys;

import dev.waybill.access.User;
import dev.waybill.apps.App;
import dev.waybill.apps.Apps;
import dev.waybill.errors.Conflict;
import dev.waybill.store.Db;
import dev.waybill.store.Tx;
import java.util.function.Consumer;

/** Removes apps with all their deploys. Thread-safe. */
public final class AppRemoval {
    private final Db db;
    private final Apps apps;

    public AppRemoval(Db db, Apps apps) {
        this.db = db;
        this.apps = apps;
    }

    /**
     * Removes an app.
     *
     * @param look runs first, in the same transaction, and throws to keep the app
     * @throws Conflict while one of its deploys is pending or running
     */
    public void remove(App app, User by, Consumer<Tx> look) {
        db.write(tx -> {
            apps.hold(tx, app);
            look.accept(tx);
            var underWay = DeployStore.countUnderWay(tx, app.id());
            if (underWay > 0) {
                throw new Conflict(
                        "conflict",
                        "%s has %d deploys pending or running; cancel them first".formatted(app.name(), underWay));
            }
            DeployStore.deleteAll(tx, app.id());
            apps.delete(tx, app, by);
            return app;
        });
    }
}
