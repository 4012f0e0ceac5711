package dev.waybill.locks;

import dev.waybill.access.User;
import dev.waybill.events.Event;
import dev.waybill.events.Events;
import dev.waybill.store.Tx;
import dev.waybill.wire.Times;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is told of locks. Those that the old service knew, hard ones on whole apps, are told of in its words, too. */
final class LockEvents {
    private final Events events;

    LockEvents(Events events) {
        this.events = events;
    }

    /** One that was not there before. */
    void acquired(Tx tx, Lock lock, User by) {
        append(tx, "lock.acquired", lock, by, Map.of());
        if (lock.isOfOldKind()) {
            appendOld(tx, "app.locked", lock, by, Map.of("reason", lock.reason()));
        }
    }

    /** @param by null if nobody did it */
    void changed(Tx tx, String kind, Lock before, Lock after, @Nullable User by, Map<String, Object> more) {
        append(tx, kind, after, by, more);
        var isAsBefore = before.isOfOldKind()
                && before.reason().equals(after.reason())
                && before.holder().equals(after.holder());
        if (after.isOfOldKind() && !isAsBefore) {
            appendOld(tx, "app.locked", after, by, Map.of("reason", after.reason()));
        } else if (before.isOfOldKind() && !after.isOfOldKind()) {
            appendOld(tx, "app.unlocked", after, by, Map.of());
        }
    }

    /** @param by null if it ended by itself */
    void ended(Tx tx, String kind, Locks.Released released, @Nullable User by) {
        append(tx, kind, released.lock(), by, ofRelease(released));
        if (released.lock().isOfOldKind()) {
            appendOld(tx, "app.unlocked", released.lock(), by, Map.of());
        }
    }

    /** What will run, and until when that can be stopped; nothing if nothing will. */
    static Map<String, Object> ofRelease(Locks.Released released) {
        return released.until() == null
                ? Map.of()
                : Map.of("willRun", released.willRun(), "until", Times.text(released.until()));
    }

    void expiring(Tx tx, Lock lock) {
        append(tx, "lock.expiring", lock, null, Map.of());
    }

    private void append(Tx tx, String kind, Lock lock, @Nullable User by, Map<String, Object> more) {
        var data = new HashMap<>(more);
        data.put("scope", lock.scope().name());
        data.put("kind", lock.kind().word());
        data.put("holder", lock.holder());
        data.put("reason", lock.reason());
        if (lock.expires() != null) {
            data.put("expires", Times.text(lock.expires()));
        }
        append(tx, kind, lock.scope(), by, data);
    }

    private void appendOld(Tx tx, String kind, Lock lock, @Nullable User by, Map<String, Object> data) {
        append(tx, kind, lock.scope(), by, data);
    }

    private void append(Tx tx, String kind, LockScope scope, @Nullable User by, Map<String, Object> data) {
        events.append(
                tx,
                new Event(
                        kind,
                        scope.app() == null ? null : scope.app().value(),
                        scope.environment(),
                        null,
                        by == null ? null : by.id().value(),
                        data));
    }
}
