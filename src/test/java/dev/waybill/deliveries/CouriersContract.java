package dev.waybill.deliveries;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Pause;
import dev.waybill.events.Recorded;
import dev.waybill.leases.Lease;
import dev.waybill.store.Tx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Couriers go on independently of each other, each from where it was; once for each database. */
abstract class CouriersContract extends OutboxFixture {
    /** A courier that cannot say whom to tell about the second of two events, until it is mended. */
    private static final class Stumbling implements Courier {
        private final Receiver receiver = new Receiver("b");
        private final AtomicInteger failures = new AtomicInteger();
        private volatile boolean isMended;

        @Override
        public String name() {
            return "stumbling";
        }

        @Override
        public List<Addressee> addressees(Tx tx, Recorded event) {
            if (event.seq() == 2 && !isMended) {
                failures.incrementAndGet();
                tx.query("select 1 from no_such_table").mapTo(Integer.class).list();
            }
            return receiver.addressees(tx, event);
        }

        @Override
        public Receipt send(Delivery delivery) throws InterruptedException {
            return receiver.send(delivery);
        }
    }

    private void awaitFailures(Stumbling courier, int count) throws InterruptedException {
        while (courier.failures.get() < count) {
            Pause.briefly();
        }
    }

    @Test
    void courierThatFailsToNameItsTargets_holdsUpOnlyItself_andGoesOnWhereItWas() throws Exception {
        var stumbling = new Stumbling();
        var other = new Receiver("a");
        for (var deploy = 1; deploy <= 4; deploy++) {
            happens(deploy);
        }
        try (var _ =
                new RunningOutbox(db, time, List.of(stumbling, other), new Lease("deliveries", "bert", 1, NOBODY))) {
            await(Delivery.State.DELIVERED, 5);
            happens(5);
            await(Delivery.State.DELIVERED, 6);

            assertThat(other.received("a")).hasSize(5);
            assertThat(stumbling.receiver.received("b")).containsExactly("1 1");
            assertThat(db.<Deliveries.Backlog>read(Deliveries::backlog).unread())
                    .as("events that it has not seen")
                    .isEqualTo(4);

            var failed = stumbling.failures.get();
            time.pass(Duration.ofSeconds(7));
            awaitFailures(stumbling, failed + 1);
            stumbling.isMended = true;
            time.pass(Duration.ofSeconds(13));
            await(Delivery.State.DELIVERED, 10);
            assertThat(stumbling.receiver.received("b")).containsExactlyInAnyOrder("1 1", "2 2", "3 3", "4 4", "5 5");
            assertThat(stumbling.failures.get()).as("asked with back-off").isLessThanOrEqualTo(failed + 2);
        }
    }

    @Test
    void newCourier_tellsNothingThatHappenedBefore() throws Exception {
        var known = new Receiver("a");
        happens(1);
        try (var _ = outbox(known)) {
            await(Delivery.State.DELIVERED, 1);
        }
        var added = new Stumbling();
        added.isMended = true;
        try (var _ = new RunningOutbox(db, time, List.of(known, added), new Lease("deliveries", "bert", 2, NOBODY))) {
            happens(2);
            await(Delivery.State.DELIVERED, 3);

            assertThat(added.receiver.received("b")).containsExactly("2 2");
        }
    }
}
