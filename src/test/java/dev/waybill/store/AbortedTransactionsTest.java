package dev.waybill.store;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.Postgres;
import dev.waybill.errors.Unavailable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Transactions that PostgreSQL aborts in favour of others are run again from the start. */
@Tag("postgres")
class AbortedTransactionsTest {
    private static final String RAISE = "update users set created_at = created_at + 1 where name = ?";
    private static final String BREAK_OFF = "do $$ begin raise 'broken off' using errcode = '%s'; end $$";

    private Db db;

    @BeforeEach
    void open() throws Exception {
        db = Db.open(Postgres.withUsualLimits());
        db.write(tx -> tx.update("insert into users (name, created_at) values ('ann', 0), ('bob', 0)"));
    }

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void write_succeeds_despiteADeadlock() throws Exception {
        var bothHoldOne = new CountDownLatch(2);
        var tries = new AtomicInteger();
        var followed = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var one = threads.submit(() -> raiseBoth("ann", "bob", bothHoldOne, tries, followed));
            var other = threads.submit(() -> raiseBoth("bob", "ann", bothHoldOne, tries, followed));
            one.get(30, SECONDS);
            other.get(30, SECONDS);
        }

        assertThat(sum()).isEqualTo(4);
        assertThat(tries.get()).isGreaterThan(2);
        assertThat(followed).hasValue(2);
    }

    private int raiseBoth(
            String first, String second, CountDownLatch bothHoldOne, AtomicInteger tries, AtomicInteger followed) {
        return db.write(tx -> {
            tries.incrementAndGet();
            tx.afterCommit(followed::incrementAndGet);
            tx.update(RAISE, first);
            bothHoldOne.countDown();
            await(bothHoldOne);
            return tx.update(RAISE, second);
        });
    }

    @Test
    void write_fails_ifItIsAbortedTooOften() {
        for (var state : new String[] {"40P01", "40001"}) {
            var tries = new AtomicInteger();

            assertThatThrownBy(() -> db.write(tx -> brokenOff(tx, state, tries)))
                    .isInstanceOfSatisfying(
                            Unavailable.class,
                            told -> assertThat(told.isRetryable()).isTrue())
                    .hasMessageContaining("nothing was changed, so try again");
            assertThat(tries).hasValue(5);
            assertThat(sum()).isZero();
        }
    }

    @Test
    void rehearse_isRetriedToo() {
        var tries = new AtomicInteger();

        int changed = db.rehearse(tx -> tries.get() == 0 ? brokenOff(tx, "40P01", tries) : tx.update(RAISE, "ann"));

        assertThat(changed).isEqualTo(1);
        assertThat(sum()).isZero();
    }

    private static int brokenOff(Tx tx, String state, AtomicInteger tries) {
        tries.incrementAndGet();
        tx.update(RAISE, "ann");
        tx.handle().execute(BREAK_OFF.formatted(state));
        return 0;
    }

    private int sum() {
        return db.read(handle -> handle.createQuery("select sum(created_at) from users")
                .mapTo(Integer.class)
                .one());
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
