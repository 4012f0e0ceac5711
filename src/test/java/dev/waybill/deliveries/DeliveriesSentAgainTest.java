package dev.waybill.deliveries;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Pause;
import dev.waybill.Postgres;
import dev.waybill.leases.Lease;
import dev.waybill.store.Database;
import dev.waybill.store.Tx;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** On PostgreSQL, others change deliveries while the transaction of the outbox is not committed yet. */
@Tag("postgres")
class DeliveriesSentAgainTest extends OutboxFixture {
    private static final String BLOCKED =
            "select count(*) from pg_locks where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))";

    private final Receiver receiver = new Receiver("a");
    private final Lease lease = new Lease(Outbox.LEASE, "bert", 1, NOBODY);

    @Override
    Database database(Path directory) throws Exception {
        return Postgres.fresh();
    }

    /** Leaves one delivery that was delivered, and one that is being sent. */
    private void begin() throws Exception {
        happens(1);
        try (var _ = outbox(receiver)) {
            await(Delivery.State.DELIVERED, 1);
        }
        var never = new CountDownLatch(1);
        receiver.answers("a", _ -> {
            never.await();
            return Receiver.delivered();
        });
        happens(1);
        try (var _ = outbox(receiver)) {
            await(Delivery.State.SENDING, 1);
        }
    }

    private static void awaitEndOrBlock(Tx tx, CompletableFuture<?> other) {
        while (!other.isDone() && tx.query(BLOCKED).mapTo(Long.class).one() == 0) {
            try {
                Pause.briefly();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void deliveryThatIsSentAgainWhileAnotherEnds_doesNotWaitForEver() throws Exception {
        begin();
        var sending = list(Delivery.State.SENDING).getFirst();
        var delivered = list(Delivery.State.DELIVERED).getFirst();

        var resent = db.write(tx -> {
            lease.hold(tx);
            OutboxStore.end(tx, List.of(sending), Delivery.State.DELIVERED, time.now());
            var other = CompletableFuture.supplyAsync(() -> deliveries.resend(delivered));
            awaitEndOrBlock(tx, other);
            return other;
        });

        assertThat(resent.get().state()).isEqualTo(Delivery.State.PENDING);
    }

    @Test
    void deliveryThatTwoWant_isMadeOnce() throws Exception {
        begin();
        happens(2);
        var event = list(Delivery.State.DELIVERED).getFirst().event();
        var to = new Courier.Addressee("b", "1");

        var other = db.write(tx -> {
            lease.hold(tx);
            OutboxStore.add(tx, event, "receiver", to, time.now());
            var again = CompletableFuture.supplyAsync(() -> db.write(its -> {
                Deliveries.again(its, "receiver", to, 2, event.kind(), time.now());
                return its;
            }));
            awaitEndOrBlock(tx, again);
            return again;
        });

        other.get();
        assertThat(list(Delivery.State.PENDING)).hasSize(1);
    }
}
