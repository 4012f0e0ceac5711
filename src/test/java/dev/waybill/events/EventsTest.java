package dev.waybill.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Pause;
import dev.waybill.Postgres;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Promise 5: the order of numbers is the order of commits, so that a cursor skips nothing. */
@Tag("postgres")
class EventsTest {
    private final Events events = new Events(Time.system());

    @Test
    void cursor_skipsNothing_whenAnEarlierTransactionIsCommittedLater() throws Exception {
        try (var db = Db.open(Postgres.fresh())) {
            var numbered = new CountDownLatch(1);
            var mayCommit = new CountDownLatch(1);
            var slow = CompletableFuture.runAsync(
                    () -> db.write(tx -> {
                        events.append(tx, event("slow"));
                        tx.beforeCommit(() -> {
                            numbered.countDown();
                            await(mayCommit);
                        });
                        return tx;
                    }),
                    Thread::startVirtualThread);
            numbered.await();
            var quick = CompletableFuture.runAsync(
                    () -> db.write(tx -> {
                        events.append(tx, event("quick"));
                        return tx;
                    }),
                    Thread::startVirtualThread);
            while (!quick.isDone() && !somebodyWaits(db)) {
                Pause.briefly();
            }

            var meanwhile = environments(db);
            mayCommit.countDown();
            slow.join();
            quick.join();

            assertThat(meanwhile).as("what a cursor would pass over for ever").isEmpty();
            assertThat(environments(db)).containsExactly("1 slow", "2 quick");
        }
    }

    private static List<String> environments(Db db) {
        return db.read(handle -> handle.createQuery("select seq || ' ' || environment from events order by seq")
                .mapTo(String.class)
                .list());
    }

    private static boolean somebodyWaits(Db db) {
        return db.read(handle -> handle.createQuery(
                                "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")
                        .mapTo(Integer.class)
                        .one()
                > 0);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Event event(String environment) {
        return new Event(new AppEvent.Unlocked(), new Subject(null, environment, null), null);
    }
}
