package dev.waybill.gates;

import dev.waybill.access.User;
import dev.waybill.apps.App;
import dev.waybill.apps.AppId;
import dev.waybill.events.Event;
import dev.waybill.events.Events;
import dev.waybill.spi.Time;
import dev.waybill.store.Tx;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Locks on apps. A change of one raises the version of the gates, so that no claim that read an older one counts. */
public final class Locks {
    /** Rung when something may start that could not before. */
    public static final String LANES = "lanes";

    private static final String FIND =
            """
            select u.name, l.reason, l.created_at from locks l join users u on u.id = l.user_id where l.app_id = ?
            """;
    private static final String PUT =
            """
            insert into locks (app_id, reason, user_id, created_at) values (?, ?, ?, ?)
            on conflict (app_id) do update set reason = excluded.reason
            """;
    private static final String DELETE = "delete from locks where app_id = ?";
    private static final String RAISE = "update gates set version = version + 1 where id = 1";
    private static final String VERSION = "select version from gates where id = 1";

    private final Events events;
    private final Time time;

    public Locks(Events events, Time time) {
        this.events = events;
        this.time = time;
    }

    public static Optional<Lock> find(Handle handle, AppId app) {
        return handle.createQuery(FIND)
                .bind(0, app.value())
                .map((row, _) -> new Lock(row.getString("name"), row.getString("reason"), Instant.ofEpochMilli(row.getLong("created_at"))))
                .findOne();
    }

    /** Locks an app; one that is locked keeps its holder and gets the new reason. */
    public void lock(Tx tx, App app, String reason, User user) {
        tx.update(PUT, app.id().value(), reason, user.id().value(), time.now().toEpochMilli());
        changed(tx, Event.ofApp("app.locked", app.id().value(), user.id().value(), Map.of("reason", reason)));
    }

    /** Releases an app, whoever holds it; one that is free stays so. */
    public void unlock(Tx tx, App app, User user) {
        if (tx.update(DELETE, app.id().value()) > 0) {
            changed(tx, Event.ofApp("app.unlocked", app.id().value(), user.id().value(), Map.of()));
        }
    }

    /** Counts every change of what can hold a deploy back. */
    public static long gateVersion(Handle handle) {
        return handle.createQuery(VERSION).mapTo(Long.class).one();
    }

    private void changed(Tx tx, Event event) {
        tx.update(RAISE);
        tx.signal(LANES);
        events.append(tx, event);
    }
}
