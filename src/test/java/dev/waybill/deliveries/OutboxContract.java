package dev.waybill.deliveries;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Pause;
import dev.waybill.ShiftedTime;
import dev.waybill.access.Grant;
import dev.waybill.events.DeployEvent;
import dev.waybill.events.Event;
import dev.waybill.events.Events;
import dev.waybill.events.Named;
import dev.waybill.events.Recorded;
import dev.waybill.events.Subject;
import dev.waybill.leases.Lease;
import dev.waybill.store.Database;
import dev.waybill.store.Db;
import dev.waybill.store.Observer;
import dev.waybill.store.Tx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deliveries are lost by nothing, sent in order, and hold each other up no more than they must; once for each database. */
abstract class OutboxContract {
    private static final Predicate<String> NOBODY = _ -> false;

    @TempDir
    private Path directory;

    private final ShiftedTime time = new ShiftedTime();
    private final Events events = new Events(time);
    private Db db;
    private Deliveries deliveries;

    abstract Database database(Path directory) throws Exception;

    @BeforeEach
    void open() throws Exception {
        db = Db.open(database(directory), time, Observer.NONE);
        deliveries = new Deliveries(db, time);
    }

    @AfterEach
    void close() {
        db.close();
    }

    private void happens(long deploy) {
        var name = "shop/production#" + deploy;
        db.write(tx -> {
            var subject = new Subject(new Named(1, "shop"), "production", new Named(deploy, name));
            events.append(tx, new Event(new DeployEvent.Killed(name, "ann"), subject, null));
            return tx;
        });
    }

    private RunningOutbox outbox(Courier courier) {
        return outbox(courier, 1);
    }

    private RunningOutbox outbox(Courier courier, long epoch) {
        return new RunningOutbox(db, time, courier, "bert", epoch, NOBODY);
    }

    private List<Delivery> list(Delivery.State state) {
        return deliveries
                .list(new DeliveryFilter(Grant.ALL, null, null, state, null, 1000))
                .rows();
    }

    /** Waits until so many deliveries are in a state. */
    private List<Delivery> await(Delivery.State state, int count) throws InterruptedException {
        while (list(state).size() != count) {
            Pause.briefly();
        }
        return list(state);
    }

    @Test
    void eventsOfADeploy_reachEveryTarget_inOrder() throws Exception {
        var receiver = new Receiver("a", "b");
        for (var i = 0; i < 10; i++) {
            happens(1 + i % 2);
        }
        try (var _ = outbox(receiver)) {
            happens(1);
            await(Delivery.State.DELIVERED, 22);

            for (var target : List.of("a", "b")) {
                assertThat(receiver.received(target))
                        .filteredOn(it -> it.startsWith("1 "))
                        .containsExactly("1 1", "1 3", "1 5", "1 7", "1 9", "1 11");
                assertThat(receiver.received(target))
                        .filteredOn(it -> it.startsWith("2 "))
                        .containsExactly("2 2", "2 4", "2 6", "2 8", "2 10");
            }
        }
    }

    @Test
    void targetThatHangs_holdsUpNoOther() throws Exception {
        var receiver = new Receiver("hangs", "works");
        var never = new CountDownLatch(1);
        receiver.answers("hangs", _ -> {
            never.await();
            return Receiver.delivered();
        });
        for (var deploy = 1; deploy <= 100; deploy++) {
            happens(deploy);
        }
        try (var _ = outbox(receiver)) {
            await(Delivery.State.DELIVERED, 100);

            assertThat(receiver.received("works")).hasSize(100);
            assertThat(receiver.received("hangs")).as("sent at once, at most").hasSize(8);
            never.countDown();
            await(Delivery.State.DELIVERED, 200);
        }
    }

    @Test
    void failedDelivery_isRetriedLater_andHoldsUpOnlyItsDeploy() throws Exception {
        var receiver = new Receiver("a");
        receiver.answers(
                "a",
                it -> it.to().subject().equals("1") && it.attempts() < 3
                        ? Receiver.failed(false)
                        : Receiver.delivered());
        happens(1);
        happens(1);
        happens(2);
        try (var _ = outbox(receiver)) {
            await(Delivery.State.DELIVERED, 1);
            var failed = await(Delivery.State.PENDING, 1).getFirst();

            assertThat(receiver.received("a")).containsExactlyInAnyOrder("1 1", "2 3");
            assertThat(Duration.between(time.now(), failed.due()))
                    .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(6));
            time.pass(Duration.ofSeconds(7));
            while (receiver.received("a").size() < 3) {
                Pause.briefly();
            }
            time.pass(Duration.ofSeconds(13));
            await(Delivery.State.DELIVERED, 3);
            assertThat(receiver.received("a").subList(2, 5)).containsExactly("1 1", "1 1", "1 2");
            assertThat(deliveries.attempts(failed))
                    .extracting(Attempt::result)
                    .containsExactly("failed", "failed", "delivered");
        }
    }

    @Test
    void targetThatIsDown_isNotAskedOncePerDelivery() throws Exception {
        var receiver = new Receiver("a");
        receiver.answers("a", _ -> Receiver.failed(true));
        for (var deploy = 1; deploy <= 100; deploy++) {
            happens(deploy);
        }
        try (var _ = outbox(receiver)) {
            await(Delivery.State.SENDING, 0);
            while (receiver.received("a").isEmpty()) {
                Pause.briefly();
            }
            await(Delivery.State.SENDING, 0);

            assertThat(receiver.received("a")).hasSizeLessThanOrEqualTo(16);
            receiver.answers("a", _ -> Receiver.delivered());
            time.pass(Duration.ofSeconds(7));
            await(Delivery.State.DELIVERED, 100);
        }
    }

    @Test
    void refusedDelivery_isDead_andTheNextIsSent() throws Exception {
        var receiver = new Receiver("a");
        receiver.answers(
                "a",
                it -> it.event().seq() == 1
                        ? new Receipt.Refused(new Receipt.Exchange("POST /", "422 no such sha"))
                        : Receiver.delivered());
        happens(1);
        happens(1);
        try (var _ = outbox(receiver)) {
            await(Delivery.State.DELIVERED, 1);
            var dead = await(Delivery.State.DEAD, 1).getFirst();

            assertThat(deliveries.attempts(dead)).singleElement().satisfies(attempt -> {
                assertThat(attempt.answer()).isEqualTo("422 no such sha");
                assertThat(attempt.request()).isEqualTo("POST /");
            });
            receiver.answers("a", _ -> Receiver.delivered());
            assertThat(deliveries.resend(dead).state()).isNotEqualTo(Delivery.State.DEAD);
            await(Delivery.State.DELIVERED, 2);
        }
    }

    @Test
    void deliveryThatWasPutOff_isSentAtTheNextEventOfItsDeploy() throws Exception {
        var receiver = new Receiver("a");
        var later = time.now().plus(Duration.ofHours(1));
        receiver.answers(
                "a",
                it -> it.attempts() == 1 && it.event().seq() == 1
                        ? new Receipt.PutOff(new Receipt.Exchange("", "not yet"), later)
                        : Receiver.delivered());
        happens(1);
        try (var _ = outbox(receiver)) {
            while (receiver.received("a").isEmpty()) {
                Pause.briefly();
            }
            await(Delivery.State.PENDING, 1);

            happens(1);
            await(Delivery.State.DELIVERED, 2);
            assertThat(receiver.received("a")).containsExactly("1 1", "1 1", "1 2");
        }
    }

    @Test
    void deliveryThatFailsForADay_isDead_andSaysSo() throws Exception {
        var receiver = new Receiver("a");
        receiver.answers("a", _ -> Receiver.failed(true));
        happens(1);
        happens(1);
        try (var _ = outbox(receiver)) {
            await(Delivery.State.PENDING, 1);
            time.pass(Duration.ofHours(25));

            await(Delivery.State.DEAD, 2);
            assertThat(db.<Deliveries.Backlog>read(Deliveries::backlog)).isEqualTo(new Deliveries.Backlog(0, 2, 0));
        }
    }

    @Test
    void killBetweenSendingAndRecording_repeatsTheDelivery_andLosesNone() throws Exception {
        var receiver = new Receiver("a");
        var arrived = new CountDownLatch(3);
        var never = new CountDownLatch(1);
        receiver.answers("a", _ -> {
            arrived.countDown();
            never.await();
            return Receiver.delivered();
        });
        for (var deploy = 1; deploy <= 3; deploy++) {
            happens(deploy);
            happens(deploy);
        }
        try (var _ = outbox(receiver)) {
            arrived.await();
        }
        receiver.answers("a", _ -> Receiver.delivered());
        try (var _ = outbox(receiver, 2)) {
            await(Delivery.State.DELIVERED, 6);

            assertThat(receiver.received("a")).hasSize(9);
            for (var deploy = 1; deploy <= 3; deploy++) {
                var first = "%d %d".formatted(deploy, 2 * deploy - 1);
                var prefix = deploy + " ";
                assertThat(receiver.received("a"))
                        .filteredOn(it -> it.startsWith(prefix))
                        .containsExactly(first, first, "%d %d".formatted(deploy, 2 * deploy));
            }
        }
    }

    @Test
    void oneOfTwoServersSends_andTheOtherTakesOverWhenThatIsGone() throws Exception {
        var ofBert = new Receiver("a");
        var ofAda = new Receiver("a");
        var isGone = new AtomicBoolean();
        try (var _ = outbox(ofBert)) {
            happens(1);
            await(Delivery.State.DELIVERED, 1);
        }
        try (var _ = new RunningOutbox(db, time, ofAda, "ada", 1, _ -> isGone.get())) {
            try (var _ = outbox(ofBert, 2)) {
                happens(2);
                await(Delivery.State.DELIVERED, 2);
            }
            assertThat(ofAda.received("a")).isEmpty();

            isGone.set(true);
            happens(3);
            await(Delivery.State.DELIVERED, 3);
            assertThat(ofAda.received("a")).containsExactly("3 3");
        }
    }

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
