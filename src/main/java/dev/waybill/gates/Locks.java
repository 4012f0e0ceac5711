package dev.waybill.gates;

import dev.waybill.access.User;
import dev.waybill.apps.App;
import dev.waybill.apps.AppId;
import dev.waybill.apps.GateVersion;
import dev.waybill.events.Event;
import dev.waybill.events.Events;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import dev.waybill.store.Tx;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Locks on apps. A change of one raises the version of the gates, so that no claim that read an older one counts. */
public final class Locks {
    private final Events events;
    private final Time time;

    public Locks(Events events, Time time) {
        this.events = events;
        this.time = time;
    }

    /** The locks that cover an environment of an app, whatever they are on. */
    public static List<Lock> covering(Handle handle, AppId app, String environment) {
        return LockStore.covering(handle, app, environment);
    }

    /** The hard lock on all of an app. */
    public static Optional<Lock> onApp(Handle handle, AppId app) {
        return LockStore.onApp(handle, app);
    }

    /** The hard locks on whole apps, by the app that each is on. */
    public static Map<AppId, Lock> onApps(Db db) {
        return LockStore.onApps(db);
    }

    /** All locks there are. */
    public static List<Lock> all(Db db) {
        return LockStore.all(db);
    }

    /** Locks an app; one that is locked keeps its holder and gets the new reason. */
    public void lock(Tx tx, App app, String reason, User user) {
        LockStore.onApp(tx.handle(), app.id())
                .ifPresentOrElse(
                        lock -> LockStore.changeReason(tx, lock, reason),
                        () -> LockStore.insert(tx, app.id(), reason, user.id(), time.now()));
        changed(tx, Event.ofApp("app.locked", app.id().value(), user.id().value(), Map.of("reason", reason)));
    }

    /** Releases an app, whoever holds it; one that is free stays so. */
    public void unlock(Tx tx, App app, User user) {
        LockStore.onApp(tx.handle(), app.id()).ifPresent(lock -> {
            LockStore.delete(tx, lock);
            changed(tx, Event.ofApp("app.unlocked", app.id().value(), user.id().value(), Map.of()));
        });
    }

    private void changed(Tx tx, Event event) {
        GateVersion.raise(tx);
        events.append(tx, event);
    }
}
