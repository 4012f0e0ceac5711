package dev.waybill.apps;

import dev.waybill.access.User;
import dev.waybill.events.AppEvent;
import dev.waybill.events.Event;
import dev.waybill.events.Events;
import dev.waybill.events.Subject;
import dev.waybill.spi.Time;
import dev.waybill.store.Tx;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes one app together with its event, and checks the size limit. */
final class AppChanges {
    private final Events events;
    private final Time time;
    private final AppsLimit limit;

    AppChanges(Events events, Time time, AppsLimit limit) {
        this.events = events;
        this.time = time;
        this.limit = limit;
    }

    App insert(Tx tx, Apps.Draft draft, @Nullable User user) {
        var app = AppStore.insert(tx, draft, idOf(user), time.now());
        append(tx, AppEvent.Change.CREATED, app, user);
        return app;
    }

    /** Empty if the app was changed meanwhile. */
    Optional<App> update(Tx tx, App old, Apps.Draft after, @Nullable User user) {
        var updated = AppStore.update(tx, old, after, idOf(user), time.now());
        if (updated.isPresent() && AppStore.size(after.config()) > AppStore.size(old.config())) {
            limit.require(tx, user);
        }
        updated.ifPresent(app -> append(tx, AppEvent.Change.CHANGED, app, user));
        return updated;
    }

    void retire(Tx tx, App app) {
        AppStore.retire(tx, app.id(), time.now());
        append(tx, AppEvent.Change.RETIRED, app, null);
    }

    void delete(Tx tx, App app, User user) {
        AppStore.delete(tx, app.id());
        append(tx, AppEvent.Change.DELETED, app, user);
    }

    private void append(Tx tx, AppEvent.Change change, App app, @Nullable User user) {
        var data = new AppEvent.Changed(change, app.name(), app.version());
        var subject = Subject.ofApp(app.id().value(), app.name());
        events.append(tx, new Event(data, subject, user == null ? null : user.named()));
    }

    private static @Nullable Long idOf(@Nullable User user) {
        return user == null ? null : user.id().value();
    }
}
