package dev.waybill.locks;

import dev.waybill.access.User;
import dev.waybill.events.AppEvent;
import dev.waybill.events.Event;
import dev.waybill.events.EventData;
import dev.waybill.events.Events;
import dev.waybill.events.LockEvent;
import dev.waybill.events.LockEvent.Change;
import dev.waybill.events.Named;
import dev.waybill.events.Subject;
import dev.waybill.store.Tx;
import dev.waybill.wire.Times;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The events of locks. Hard locks on whole apps, the only ones that the old service knew, also cause events under its names. */
final class LockEvents {
    private final Events events;

    LockEvents(Events events) {
        this.events = events;
    }

    /** For a new lock. */
    void acquired(Tx tx, Lock lock, User by) {
        append(tx, data(Change.ACQUIRED, lock, null, null), lock, by);
        if (lock.isOfOldKind()) {
            append(tx, new AppEvent.Locked(lock.reason()), lock, by);
        }
    }

    void changed(Tx tx, Lock before, Lock after, User by, Locks.Released released) {
        append(tx, data(Change.CHANGED, after, null, released).changing(differences(before, after)), after, by);
        appendOld(tx, before, after, by);
    }

    /** @param by null if the server did it */
    void extended(Tx tx, Lock before, Lock after, @Nullable User by) {
        append(tx, data(Change.EXTENDED, after, null, null), after, by);
        appendOld(tx, before, after, by);
    }

    /** @param change that gave the lock another holder */
    void passed(Tx tx, Change change, Lock before, Lock after, User by) {
        append(tx, data(change, after, before.holder(), null), after, by);
        appendOld(tx, before, after, by);
    }

    /** @param by null if it expired */
    void ended(Tx tx, Locks.Released released, @Nullable User by) {
        var lock = released.lock();
        append(tx, data(by == null ? Change.EXPIRED : Change.RELEASED, lock, null, released), lock, by);
        if (lock.isOfOldKind()) {
            append(tx, new AppEvent.Unlocked(), lock, by);
        }
    }

    void expiring(Tx tx, Lock lock) {
        append(tx, data(Change.EXPIRING, lock, null, null), lock, null);
    }

    private void appendOld(Tx tx, Lock before, Lock after, @Nullable User by) {
        var isAsBefore = before.isOfOldKind()
                && before.reason().equals(after.reason())
                && before.holder().equals(after.holder());
        if (after.isOfOldKind() && !isAsBefore) {
            append(tx, new AppEvent.Locked(after.reason()), after, by);
        } else if (before.isOfOldKind() && !after.isOfOldKind()) {
            append(tx, new AppEvent.Unlocked(), after, by);
        }
    }

    /** @param released null if nothing was released */
    private static LockEvent data(Change change, Lock lock, @Nullable String from, Locks.@Nullable Released released) {
        var until = released == null ? null : released.until();
        return new LockEvent(
                change,
                lock.scope().name(),
                lock.kind().word(),
                lock.holder(),
                lock.reason(),
                text(lock.expires()),
                from,
                released == null || until == null ? null : released.willRun(),
                text(until),
                null);
    }

    private static List<String> differences(Lock before, Lock after) {
        return Stream.of(
                        before.kind() == after.kind() ? "" : "kind",
                        before.reason().equals(after.reason()) ? "" : "reason",
                        Objects.equals(before.expires(), after.expires()) ? "" : "expires")
                .filter(it -> !it.isEmpty())
                .toList();
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : Times.text(time);
    }

    private void append(Tx tx, EventData data, Lock lock, @Nullable User by) {
        var scope = lock.scope();
        var app = scope.app() == null ? null : new Named(scope.app().value(), scope.appName());
        var subject = new Subject(app, scope.environment(), null);
        events.append(tx, new Event(data, subject, by == null ? null : by.named()));
    }
}
