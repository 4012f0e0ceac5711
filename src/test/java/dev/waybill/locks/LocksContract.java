package dev.waybill.locks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.waybill.ShiftedTime;
import dev.waybill.access.Access;
import dev.waybill.access.Caller;
import dev.waybill.access.Grant;
import dev.waybill.access.Right;
import dev.waybill.errors.Conflict;
import dev.waybill.errors.Forbidden;
import dev.waybill.errors.Invalid;
import dev.waybill.errors.NotFound;
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
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who has a lock, and until when; once for each database. */
abstract class LocksContract {
    private static final LockScope PRODUCTION = LockScope.ofEnvironment("production");
    private static final Duration HOUR = Duration.ofHours(1);

    private final ShiftedTime time = new ShiftedTime();
    private Db db;
    private Access access;
    private Locks locks;
    private Expiries expiries;
    private Caller ann;
    private Caller bob;

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

    private Caller caller(String name, EnumSet<Right> rights) {
        return new Caller(db.write(tx -> access.named(tx, name)), 1, "a token", new Grant(rights, null, null, null));
    }

    private Wish wish(String reason) {
        return new Wish(Lock.Kind.HARD, reason, time.now().plus(HOUR), false);
    }

    private Wish steal(String reason) {
        return new Wish(Lock.Kind.HARD, reason, time.now().plus(HOUR), true);
    }

    private Lock acquire(Caller by, Wish wish) {
        return write(tx -> locks.acquire(tx, PRODUCTION, wish, by));
    }

    private <T> T write(Function<Tx, T> work) {
        return db.write(work);
    }

    private List<Recorded> events() {
        return new Feed(db)
                .list(new EventFilter(null, null, null, null, null, null, null, 100))
                .rows()
                .reversed();
    }

    private List<String> kinds() {
        return events().stream().map(Recorded::kind).toList();
    }

    private Lock present() {
        return find().orElseThrow();
    }

    private Optional<Lock> find() {
        return db.read(handle -> LockStore.find(handle, PRODUCTION));
    }

    private static Instant end(Lock lock) {
        return Objects.requireNonNull(lock.expires());
    }

    /** What the keeper does when a holder is not at it. */
    private void heed() {
        db.read(Expiries::all).stream()
                .filter(lock -> !time.now().isBefore(lock.due()))
                .forEach(lock -> write(tx -> {
                    expiries.heed(tx, lock, time.now());
                    return lock;
                }));
    }

    @Test
    void acquire_givesOneTheLock_andTellsTheOthersWho_whenAHundredAskAtOnce() throws Exception {
        var callers = IntStream.range(0, 100)
                .mapToObj(i -> caller("user" + i, EnumSet.of(Right.LOCK)))
                .toList();
        var tries = callers.stream()
                .map(caller -> (Callable<String>) () -> {
                    try {
                        return acquire(caller, wish("mine")).holder();
                    } catch (Conflict e) {
                        return e.name() + e.more().toString().replaceAll(".*holder=(\\w+).*", " $1");
                    }
                })
                .toList();

        List<String> answers;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            answers = threads.invokeAll(tries).stream().map(Future::resultNow).toList();
        }

        var holder = present().holder();
        assertThat(answers).containsOnlyOnce(holder);
        assertThat(answers.stream().filter(answer -> !answer.equals(holder)))
                .hasSize(99)
                .allMatch(("locked " + holder)::equals);
        assertThat(kinds()).containsExactly("lock.acquired");
    }

    @Test
    void acquire_changesReasonKindAndEnd_whenItsHolderAsksAgain() {
        var first = acquire(ann, wish("db migration"));

        var again =
                acquire(ann, new Wish(Lock.Kind.WARNING, "look out", time.now().plus(HOUR.multipliedBy(3)), false));

        assertThat(again.reason()).isEqualTo("look out");
        assertThat(again.kind()).isEqualTo(Lock.Kind.WARNING);
        assertThat(again.expires()).isAfter(first.expires());
        assertThat(again.since()).isEqualTo(first.since());
        assertThat(present().kind()).isEqualTo(Lock.Kind.WARNING);
        assertThat(kinds()).containsExactly("lock.acquired", "lock.changed");
    }

    @Test
    void acquire_namesHolderAndWayOut_whenSomebodyElseHasIt() {
        acquire(ann, wish("db migration"));

        assertThatThrownBy(() -> acquire(bob, wish("mine")))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("production of all apps is locked by ann")
                .hasMessageContaining("\"db migration\"")
                .hasMessageContaining("can steal it")
                .asInstanceOf(type(Conflict.class))
                .satisfies(it -> assertThat(it.more().toString()).contains("holder=ann"));
        assertThat(present().holder()).isEqualTo("ann");
    }

    @Test
    void acquire_stealsOpenly() {
        acquire(ann, wish("db migration"));

        var stolen = acquire(bob, steal("the site is down"));

        assertThat(stolen.holder()).isEqualTo("bob");
        var told = events().getLast();
        assertThat(told.kind()).isEqualTo("lock.stolen");
        assertThat(told.by()).isEqualTo(bob.user().named());
        assertThat(told.data()).containsEntry("from", "ann").containsEntry("reason", "the site is down");
    }

    @Test
    void acquire_isRefused_whenItWouldLastLongerThanAllowed() {
        var tooLong = new Wish(Lock.Kind.HARD, "holidays", time.now().plus(Duration.ofDays(8)), false);

        assertThatThrownBy(() -> acquire(ann, tooLong))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("7d");
        assertThatThrownBy(() -> acquire(ann, new Wish(Lock.Kind.HARD, "late", Instant.EPOCH, false)))
                .isInstanceOf(Invalid.class);
        assertThat(find()).isEmpty();
    }

    @Test
    void release_isForItsHolder_andForWhoMayOverride() {
        acquire(ann, wish("db migration"));
        var root = caller("root", EnumSet.of(Right.LOCK, Right.OVERRIDE));

        assertThatThrownBy(() -> write(tx -> locks.release(tx, PRODUCTION, bob)))
                .isInstanceOf(Forbidden.class)
                .hasMessageContaining("only ann can release it");
        write(tx -> locks.release(tx, PRODUCTION, root));

        assertThat(find()).isEmpty();
        assertThat(events().getLast().kind()).isEqualTo("lock.released");
        assertThat(events().getLast().by()).isEqualTo(root.user().named());
        assertThatThrownBy(() -> write(tx -> locks.release(tx, PRODUCTION, ann)))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void extend_movesTheEnd_onlyFurther() {
        var lock = acquire(ann, wish("db migration"));
        var later = end(lock).plus(HOUR);

        var extended = write(tx -> locks.extend(tx, PRODUCTION, later, ann));

        assertThat(extended.expires()).isEqualTo(later);
        assertThat(kinds()).containsExactly("lock.acquired", "lock.extended");
        assertThatThrownBy(() -> write(tx -> locks.extend(tx, PRODUCTION, end(lock), ann)))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("longer than that already");
        assertThatThrownBy(() -> write(tx -> locks.extend(tx, PRODUCTION, later, bob)))
                .isInstanceOf(Forbidden.class);
    }

    @Test
    void handOver_givesItToSomebodyElse_knownOrNot() {
        acquire(ann, wish("db migration"));

        write(tx -> locks.handOver(tx, PRODUCTION, "carol", ann));

        assertThat(present().holder()).isEqualTo("carol");
        assertThat(events().getLast().kind()).isEqualTo("lock.handed_over");
        assertThat(events().getLast().data()).containsEntry("from", "ann").containsEntry("holder", "carol");
        assertThatThrownBy(() -> write(tx -> locks.release(tx, PRODUCTION, ann)))
                .isInstanceOf(Forbidden.class);
    }

    @Test
    void lock_holdsUntilItIsRemoved_withOneReminderBefore() {
        acquire(ann, wish("db migration"));

        time.pass(Duration.ofMinutes(49));
        heed();
        assertThat(kinds()).containsExactly("lock.acquired");
        time.pass(Duration.ofMinutes(2));
        heed();
        heed();
        assertThat(kinds()).containsExactly("lock.acquired", "lock.expiring");
        time.pass(Duration.ofMinutes(10));
        assertThat(find()).isPresent();
        heed();

        assertThat(find()).isEmpty();
        assertThat(kinds()).containsExactly("lock.acquired", "lock.expiring", "lock.expired");
        assertThat(events().getLast().by()).isNull();
    }

    @Test
    void expiry_isLeftAlone_whenTheLockWasChangedMeanwhile() {
        acquire(ann, wish("db migration"));
        time.pass(HOUR);
        var seen = db.read(Expiries::all).getFirst();
        acquire(bob, steal("mine now"));

        write(tx -> {
            expiries.heed(tx, seen, time.now());
            expiries.extend(tx, seen, time.now());
            return seen;
        });

        assertThat(present().holder()).isEqualTo("bob");
        assertThat(kinds()).containsExactly("lock.acquired", "lock.stolen");
    }

    @Test
    void extension_isNotNearItsEndAtOnce_howeverLateItComes() {
        for (var late : List.of(45, 50, 59, 60, 61, 600)) {
            acquire(ann, wish("db migration"));
            time.pass(Duration.ofMinutes(late));
            var near = db.read(Expiries::all).getFirst();
            write(tx -> {
                expiries.extend(tx, near, time.now());
                return near;
            });

            assertThat(db.read(Expiries::all)).singleElement().satisfies(lock -> {
                assertThat(lock.isNear(time.now())).as("after %d minutes", late).isFalse();
                assertThat(lock.lock().expires())
                        .isBetween(time.now(), time.now().plus(HOUR));
            });
            write(tx -> locks.release(tx, PRODUCTION, ann));
        }
    }
}
