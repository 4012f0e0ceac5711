package dev.waybill.locks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.waybill.Pause;
import dev.waybill.access.Caller;
import dev.waybill.access.Right;
import dev.waybill.errors.Conflict;
import dev.waybill.errors.Forbidden;
import dev.waybill.errors.Invalid;
import dev.waybill.errors.NotFound;
import dev.waybill.errors.Unavailable;
import dev.waybill.locks.Locks.Wish;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who has a lock; once for each database. */
abstract class LocksContract extends LocksFixture {
    @Test
    void acquire_givesOneTheLock_andTellsTheOthersWho_whenAHundredAskAtOnce() throws Exception {
        var callers = IntStream.range(0, 100)
                .mapToObj(i -> caller("user" + i, EnumSet.of(Right.LOCK)))
                .toList();
        var tries = callers.stream()
                .map(caller -> (Callable<String>) () -> triedToAcquire(caller))
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

    /** Says who has the lock afterwards. A busy machine may have no connection for so many, and asks them to try again. */
    private String triedToAcquire(Caller caller) throws InterruptedException {
        while (true) {
            try {
                return acquire(caller, wish("mine")).holder();
            } catch (Conflict e) {
                return e.name() + e.more().toString().replaceAll(".*holder=(\\w+).*", " $1");
            } catch (Unavailable e) {
                Pause.briefly();
            }
        }
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
        assertThat(events().getLast().data()).containsEntry("changed", List.of("kind", "reason", "expires"));
    }

    @Test
    void acquire_namesHolderAndWayOut_whenSomebodyElseHasIt() {
        acquire(ann, wish("db migration"));

        assertThatThrownBy(() -> acquire(bob, wish("mine")))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("production of all apps is locked by ann")
                .hasMessageContaining("\"db migration\"")
                .hasMessageContaining("steal it")
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
                .hasMessageContaining("only ann, or a user with the permission");
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
                .hasMessageContaining("must not be earlier than now set");
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
}
