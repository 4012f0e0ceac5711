package dev.waybill.locks;

import dev.waybill.ShiftedTime;
import dev.waybill.access.Access;
import dev.waybill.access.Caller;
import dev.waybill.access.Grant;
import dev.waybill.access.Right;
import dev.waybill.events.EventFilter;
import dev.waybill.events.Events;
import dev.waybill.events.Feed;
import dev.waybill.events.Recorded;
import dev.waybill.locks.Locks.Wish;
import dev.waybill.store.Database;
import dev.waybill.store.Db;
import dev.waybill.store.Observer;
import dev.waybill.store.Tx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Locks on a database, and two who want them. */
abstract class LocksFixture {
    static final LockScope PRODUCTION = LockScope.ofEnvironment("production");
    static final Duration HOUR = Duration.ofHours(1);
    final ShiftedTime time = new ShiftedTime();
    Db db;
    Access access;
    Locks locks;
    Expiries expiries;
    Caller ann;
    Caller bob;

    abstract Database database(Path directory) throws Exception;

    @BeforeEach
    void open(@TempDir Path directory) throws Exception {
        db = Db.open(database(directory), time, Observer.NONE);
        var events = new Events(time);
        access = new Access(db, events, time);
        locks = new Locks(events, access, Duration.ofDays(7), time);
        expiries = new Expiries(locks);
        ann = caller("ann", EnumSet.of(Right.LOCK));
        bob = caller("bob", EnumSet.of(Right.LOCK));
    }

    @AfterEach
    void close() {
        db.close();
    }

    Caller caller(String name, EnumSet<Right> rights) {
        return new Caller(db.write(tx -> access.named(tx, name)), 1, "a token", new Grant(rights, null, null, null));
    }

    Wish wish(String reason) {
        return new Wish(Lock.Kind.HARD, reason, time.now().plus(HOUR), false);
    }

    Wish steal(String reason) {
        return new Wish(Lock.Kind.HARD, reason, time.now().plus(HOUR), true);
    }

    Lock acquire(Caller by, Wish wish) {
        return write(tx -> locks.acquire(tx, PRODUCTION, wish, by));
    }

    <T> T write(Function<Tx, T> work) {
        return db.write(work);
    }

    List<Recorded> events() {
        return new Feed(db)
                .list(new EventFilter(null, null, null, null, null, null, null, 100))
                .rows()
                .reversed();
    }

    List<String> kinds() {
        return events().stream().map(Recorded::kind).toList();
    }

    Lock present() {
        return find().orElseThrow();
    }

    Optional<Lock> find() {
        return db.read(handle -> LockStore.find(handle, PRODUCTION));
    }

    static Instant end(Lock lock) {
        return Objects.requireNonNull(lock.expires());
    }
}
