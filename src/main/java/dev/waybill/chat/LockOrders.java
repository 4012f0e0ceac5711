package dev.waybill.chat;

import dev.waybill.access.Caller;
import dev.waybill.access.Right;
import dev.waybill.chat.grammar.Sentence;
import dev.waybill.errors.NotFound;
import dev.waybill.locks.Lock;
import dev.waybill.locks.LockScope;
import dev.waybill.locks.Locks;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import dev.waybill.wire.Times;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Sentences that acquire and release locks. */
public final class LockOrders {
    private final Db db;
    private final Places places;
    private final Locks locks;
    private final Time time;

    public LockOrders(Db db, Places places, Locks locks, Time time) {
        this.db = db;
        this.places = places;
        this.locks = locks;
        this.time = time;
    }

    Reply lock(Sentence.Lock wish, Message message) {
        var scope = scope(wish.app(), wish.environment(), message.caller());
        var by = places.acting(message, Right.LOCK, scope.place());
        var length = wish.length();
        var expires = length == null ? locks.usualEnd() : time.now().plus(length);
        var wanted = new Locks.Wish(Lock.Kind.HARD, wish.reason(), expires, wish.steals());
        return Reply.of(db.write(tx -> {
            var lock = locks.acquire(tx, scope, wanted, by);
            return Lines.lock(lock) + waits(locks.heldBy(tx.handle(), lock));
        }));
    }

    private static String waits(List<String> deploys) {
        return deploys.isEmpty()
                ? ""
                : "\n%s %s for it"
                        .formatted(String.join(", ", deploys), deploys.size() == 1 ? "is waiting" : "are waiting");
    }

    Reply unlock(Sentence.Unlock wish, Message message) {
        var scope = scope(wish.app(), wish.environment(), message.caller());
        var by = places.acting(message, Right.LOCK, scope.place());
        requireLocked(scope);
        return Reply.of(db.write(tx -> released(locks.release(tx, scope, by))));
    }

    private static String released(Locks.Released released) {
        var words = "%s is unlocked".formatted(released.lock().scope().name());
        return released.until() == null
                ? words
                : "%s\n%s can start at %s, unless cancelled before then"
                        .formatted(words, String.join(", ", released.willRun()), Times.minute(released.until()));
    }

    /** People often name the app where an environment is locked, or the other way round. */
    private void requireLocked(LockScope scope) {
        var all = Locks.all(db);
        if (all.stream().anyMatch(lock -> isSame(lock.scope(), scope))) {
            return;
        }
        var near = all.stream().filter(lock -> touches(lock.scope(), scope)).toList();
        throw new NotFound("invalid_resource", "%s is not locked%s".formatted(scope.name(), words(near)));
    }

    private static String words(List<Lock> near) {
        return near.stream()
                .map(lock -> "; %s (%s)".formatted(Lines.lock(lock), WaysOut.unlock(lock.scope())))
                .collect(Collectors.joining());
    }

    private static boolean isSame(LockScope one, LockScope other) {
        return Objects.equals(one.app(), other.app()) && Objects.equals(one.environment(), other.environment());
    }

    private static boolean touches(LockScope one, LockScope other) {
        return isNear(one.app(), other.app()) && isNear(one.environment(), other.environment());
    }

    private static boolean isNear(@Nullable Object one, @Nullable Object other) {
        return one == null || other == null || one.equals(other);
    }

    private LockScope scope(String name, @Nullable String environment, Caller caller) {
        var app = places.app(name, caller);
        return environment == null
                ? LockScope.of(app)
                : LockScope.of(app, places.lane(app, environment, caller).environment());
    }
}
