package dev.waybill.store;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.Pause;
import dev.waybill.Postgres;
import dev.waybill.errors.Unavailable;
import dev.waybill.events.AppEvent;
import dev.waybill.events.Event;
import dev.waybill.events.Events;
import dev.waybill.events.Subject;
import dev.waybill.spi.Time;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A server that stops in the middle of a transaction delays others only by seconds. */
@Tag("postgres")
class StoppedTransactionTest {
    private static final Event EVENT = new Event(new AppEvent.Unlocked(), Subject.SERVER, null);
    private static final int MORE_THAN_WRITERS = 8;

    private final Events events = new Events(Time.system());
    private final CountDownLatch goesOn = new CountDownLatch(1);
    private Database database = new Database("jdbc:postgresql:");
    private Db stopped;
    private Db other;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @BeforeEach
    void open() throws Exception {
        database = Postgres.withUsualLimits();
        stopped = Db.open(database);
        other = Db.open(database);
    }

    @AfterEach
    void close() {
        goesOn.countDown();
        threads.close();
        stopped.close();
        other.close();
    }

    @Test
    void write_continuesWithinSeconds_andReadsAndHeartbeatsAtOnce() throws Exception {
        stopInATransaction();
        var begun = System.nanoTime();
        var waiting = Stream.generate(() -> threads.submit(() -> append(other)))
                .limit(MORE_THAN_WRITERS)
                .toList();
        awaitWaiting();

        var read = timed(() -> other.<Long>read(handle -> handle.createQuery("select seq from event_counter")
                .mapTo(Long.class)
                .one()));
        var beat = timed(() -> other.<Integer>writeApart(tx -> tx.update("update nodes set beat = beat + 1")));
        for (var write : waiting) {
            write.get(30, SECONDS);
        }
        var written = Duration.ofNanos(System.nanoTime() - begun);

        assertThat(read).isLessThan(Duration.ofSeconds(2));
        assertThat(beat).isLessThan(Duration.ofSeconds(2));
        assertThat(written).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void write_isRetryable_ifItsSessionWasEnded() throws Exception {
        var write = stopInATransaction();
        append(other);

        goesOn.countDown();

        assertThatThrownBy(() -> write.get(30, SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .asInstanceOf(InstanceOfAssertFactories.type(Unavailable.class))
                .matches(Unavailable::isRetryable)
                .satisfies(told -> assertThat(told).hasMessageContaining("nothing was changed"));
        assertThat(append(stopped)).isEqualTo(2);
    }

    @Test
    void write_fails_ifALockOrAStatementTakesTooLong() throws Exception {
        stopInATransaction();

        for (var setting : List.of("lock_timeout", "statement_timeout")) {
            assertThatThrownBy(() -> other.write(tx -> {
                        tx.handle().execute("set local %s = '50ms'".formatted(setting));
                        return tx.update("update event_counter set seq = seq");
                    }))
                    .isInstanceOfSatisfying(
                            Unavailable.class,
                            told -> assertThat(told.isRetryable()).isTrue())
                    .hasMessageContaining("aborted this after waiting too long; nothing was changed");
        }
    }

    /** Locks the row that numbers events, and does nothing until it is continued. */
    private Future<Integer> stopInATransaction() throws InterruptedException {
        var holds = new CountDownLatch(1);
        var write = threads.submit(() -> stopped.<Integer>write(tx -> {
            var changed = tx.update("update event_counter set seq = seq");
            holds.countDown();
            await(goesOn);
            return changed + tx.update("update event_counter set seq = seq");
        }));
        await(holds);
        return write;
    }

    private long append(Db db) {
        db.write(tx -> {
            events.append(tx, EVENT);
            return tx;
        });
        return db.read(handle -> handle.createQuery("select count(*) from events")
                .mapTo(Long.class)
                .one());
    }

    /** Waits until every writer waits for the row. */
    private void awaitWaiting() throws InterruptedException {
        var count =
                "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()";
        while (other.read(
                        handle -> handle.createQuery(count).mapTo(Integer.class).one())
                < 6) {
            Pause.briefly();
        }
    }

    private static Duration timed(Callable<?> work) throws Exception {
        var begun = System.nanoTime();
        work.call();
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
