package dev.waybill.locks;

import dev.waybill.access.Access;
import dev.waybill.access.Caller;
import dev.waybill.access.Right;
import dev.waybill.access.User;
import dev.waybill.apps.AppId;
import dev.waybill.apps.GateVersion;
import dev.waybill.apps.config.text.Durations;
import dev.waybill.errors.Conflict;
import dev.waybill.errors.Forbidden;
import dev.waybill.errors.Invalid;
import dev.waybill.errors.NotFound;
import dev.waybill.events.Events;
import dev.waybill.events.LockEvent;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import dev.waybill.store.Tx;
import dev.waybill.wire.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Locks on apps and environments. The database allows at most one lock on a scope. Each change is part of the caller's
 * transaction and raises the version of the gates, so that claims based on an older version fail.
 */
public final class Locks {
    private static final int TRIES = 10;
    private static final Duration USUAL = Duration.ofHours(2);

    /** How long deploys that waited for a hard lock can be cancelled before they start. */
    private static final Duration GRACE = Duration.ofSeconds(60);

    private final LockEvents events;
    private final Access access;
    private final Duration longest;
    private final Time time;

    /** @param longest the maximum time from now until a lock expires */
    public Locks(Events events, Access access, Duration longest, Time time) {
        this.events = new LockEvents(events);
        this.access = access;
        this.longest = longest;
        this.time = time;
    }

    /** The locks whose scopes contain an environment of an app. */
    public static List<Lock> covering(Handle handle, AppId app, String environment) {
        return LockStore.covering(handle, app, environment);
    }

    /** The hard lock on a whole app. */
    public static Optional<Lock> onApp(Handle handle, AppId app) {
        return LockStore.onApp(handle, app);
    }

    /** The hard locks on whole apps, by app. */
    public static Map<AppId, Lock> onApps(Db db) {
        return LockStore.onApps(db);
    }

    public static List<Lock> all(Db db) {
        return LockStore.all(db);
    }

    /** The names of the deploys that wait for a lock, in the order of the requests. */
    public List<String> heldBy(Handle handle, Lock lock) {
        return WaiterStore.heldBy(handle, lock);
    }

    /**
     * The lock that a user wants.
     *
     * @param expires null for never, which only clients of the old service use
     * @param steals whether to take the lock from its present holder
     */
    public record Wish(
            Lock.Kind kind, String reason, @Nullable Instant expires, boolean steals) {
        /** A hard lock that does not expire, as in the old service. */
        public static Wish endless(String reason) {
            return new Wish(Lock.Kind.HARD, reason, null, false);
        }
    }

    /**
     * A lock that has ended.
     *
     * @param willRun the names of the deploys that waited for it and for no other lock, in the order of the requests
     * @param until when those can be cancelled; null if there are none
     */
    public record Released(
            Lock lock, List<String> willRun, @Nullable Instant until) {}

    /** The default expiry of a lock acquired now. */
    public Instant usualEnd() {
        return time.now().plus(USUAL.compareTo(longest) < 0 ? USUAL : longest);
    }

    /**
     * Acquires a lock. Its holder can call this again to change its reason, kind or expiry.
     *
     * @throws Conflict if another user holds it and the wish does not steal
     * @throws Invalid if the expiry is in the past or later than allowed
     */
    public Lock acquire(Tx tx, LockScope scope, Wish wish, Caller by) {
        by.require(Right.LOCK, scope.place());
        requireAllowed(wish.expires());
        GateVersion.raise(tx);
        for (var i = 0; i < TRIES; i++) {
            if (LockStore.insert(tx, scope, wish, by.user().id(), time.now())) {
                var lock = present(tx, scope);
                events.acquired(tx, lock, by.user());
                return lock;
            }
            var present = LockStore.find(tx.handle(), scope);
            if (present.isPresent() && LockStore.hold(tx, present.get())) {
                return take(tx, present.get(), wish, by.user());
            }
        }
        throw new Conflict("conflict", "the lock on %s is being changed by others; try again".formatted(scope.name()));
    }

    private Lock take(Tx tx, Lock old, Wish wish, User by) {
        var isHolder = old.holder().equals(by.name());
        if (!isHolder && !wish.steals()) {
            throw new Conflict(
                    "locked",
                    old.sentence() + "; to take it over, steal it (\"steal\": true)",
                    Map.of("lock", old.json()));
        }
        var since = isHolder ? old.since() : time.now();
        var taken = new Lock(old.id(), old.scope(), wish.kind(), by.name(), wish.reason(), since, wish.expires());
        var released = isHolder && wish.kind() != Lock.Kind.HARD ? letGo(tx, old) : new Released(old, List.of(), null);
        LockStore.change(tx, taken);
        if (isHolder) {
            events.changed(tx, old, taken, by, released);
        } else {
            events.passed(tx, LockEvent.Change.STOLEN, old, taken, by);
        }
        return taken;
    }

    /**
     * Releases a lock.
     *
     * @throws NotFound if there is none
     * @throws Forbidden if another user holds it, and the caller lacks the permission {@code override}
     */
    public Released release(Tx tx, LockScope scope, Caller by) {
        var lock = ofCaller(tx, scope, by, "release it");
        return end(tx, lock, by.user());
    }

    /** @param by null if it expires */
    Released end(Tx tx, Lock lock, @Nullable User by) {
        var released = letGo(tx, lock);
        LockStore.delete(tx, lock);
        events.ended(tx, released, by);
        return released;
    }

    /** Grants a grace period to the deploys that wait for a hard lock that is about to end. */
    private Released letGo(Tx tx, Lock lock) {
        var until = time.now().plus(GRACE);
        var willRun = lock.kind() == Lock.Kind.HARD ? WaiterStore.grantGrace(tx, lock, until) : List.<String>of();
        return new Released(lock, willRun, willRun.isEmpty() ? null : until);
    }

    /**
     * Moves the expiry of a lock to a later time.
     *
     * @throws Invalid if the expiry is later than allowed, or not later than the present one
     * @throws NotFound if there is none
     * @throws Forbidden as of {@link #release}
     */
    public Lock extend(Tx tx, LockScope scope, Instant expires, Caller by) {
        requireAllowed(expires);
        var lock = ofCaller(tx, scope, by, "extend it");
        if (lock.expires() == null || expires.isBefore(lock.expires())) {
            throw Invalid.fields(Map.of(
                    "expires",
                    "must not be earlier than now set: the lock on %s %s"
                            .formatted(
                                    scope.name(),
                                    lock.expires() == null
                                            ? "does not expire"
                                            : "expires at " + Times.minute(lock.expires()))));
        }
        return extend(tx, lock, expires, by.user());
    }

    /** @param by null if the server extends it */
    Lock extend(Tx tx, Lock lock, Instant expires, @Nullable User by) {
        var extended =
                new Lock(lock.id(), lock.scope(), lock.kind(), lock.holder(), lock.reason(), lock.since(), expires);
        LockStore.change(tx, extended);
        events.extended(tx, lock, extended, by);
        return extended;
    }

    /**
     * Hands a lock over to another user, who is created if necessary.
     *
     * @throws NotFound if there is none
     * @throws Forbidden as of {@link #release}
     */
    public Lock handOver(Tx tx, LockScope scope, String to, Caller by) {
        var lock = ofCaller(tx, scope, by, "hand it over");
        var holder = access.named(tx, to).name();
        var handedOver = new Lock(lock.id(), scope, lock.kind(), holder, lock.reason(), time.now(), lock.expires());
        LockStore.change(tx, handedOver);
        events.passed(tx, LockEvent.Change.HANDED_OVER, lock, handedOver, by.user());
        return handedOver;
    }

    /** Sends the reminder, once. */
    void remind(Tx tx, Lock lock) {
        if (LockStore.reminded(tx, lock)) {
            events.expiring(tx, lock);
        }
    }

    /** Reads a lock for a change, and keeps others from changing it until the transaction ends. */
    private static Lock ofCaller(Tx tx, LockScope scope, Caller by, String what) {
        by.require(Right.LOCK, scope.place());
        GateVersion.raise(tx);
        for (var i = 0; i < TRIES; i++) {
            var lock = present(tx, scope);
            if (LockStore.hold(tx, lock)) {
                requireHolder(lock, by, what);
                return lock;
            }
        }
        throw new Conflict("conflict", "the lock on %s is being changed by others; try again".formatted(scope.name()));
    }

    private static Lock present(Tx tx, LockScope scope) {
        return LockStore.find(tx.handle(), scope)
                .orElseThrow(() ->
                        new NotFound("invalid_resource", "Invalid lock: %s is not locked".formatted(scope.name())));
    }

    private static void requireHolder(Lock lock, Caller by, String what) {
        if (!lock.holder().equals(by.user().name())
                && !by.may(Right.OVERRIDE, lock.scope().place())) {
            throw new Forbidden(
                    "not_permitted",
                    "%s is locked by %s: \"%s\"; only %s, or a user with the permission \"%s\", can %s"
                            .formatted(
                                    lock.scope().name(),
                                    lock.holder(),
                                    lock.reason(),
                                    lock.holder(),
                                    Right.OVERRIDE.word(),
                                    what));
        }
    }

    private void requireAllowed(@Nullable Instant expires) {
        var now = time.now();
        if (expires == null) {
            return;
        }
        if (!expires.isAfter(now)) {
            throw Invalid.fields(Map.of("expires", "must be later than now"));
        }
        if (expires.isAfter(now.plus(longest))) {
            throw Invalid.fields(Map.of(
                    "expires",
                    "must be at most %s from now; the server allows no longer locks"
                            .formatted(Durations.text(longest))));
        }
    }
}
