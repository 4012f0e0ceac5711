package dev.waybill.deliveries;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Pause;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Deliveries are lost by nothing, sent in order, and hold each other up no more than they must; once for each database. */
abstract class OutboxContract extends OutboxFixture {
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
    void manyTargetsThatHang_holdUpNoOther() throws Exception {
        var targets = Stream.concat(IntStream.range(0, 20).mapToObj("hangs %02d"::formatted), Stream.of("works"))
                .toArray(String[]::new);
        var receiver = new Receiver(targets);
        var never = new CountDownLatch(1);
        for (var target : targets) {
            receiver.answers(target, _ -> {
                if (!target.equals("works")) {
                    never.await();
                }
                return Receiver.delivered();
            });
        }
        for (var deploy = 1; deploy <= 10; deploy++) {
            happens(deploy);
        }
        try (var _ = outbox(receiver)) {
            await(Delivery.State.DELIVERED, 10);

            assertThat(receiver.received("works")).hasSize(10);
            never.countDown();
            await(Delivery.State.DELIVERED, 210);
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

    @Test
    void courierThatEndsWithAnError_isTriedAgain_andHoldsUpNothing() throws Exception {
        var receiver = new Receiver("a");
        receiver.answers("a", it -> {
            if (it.attempts() == 1) {
                throw new StackOverflowError("of the courier");
            }
            return Receiver.delivered();
        });
        happens(1);
        happens(1);
        try (var _ = outbox(receiver)) {
            while (list(Delivery.State.DELIVERED).size() < 2) {
                time.pass(Duration.ofSeconds(1));
                Pause.briefly();
            }
            for (var delivery : list(Delivery.State.DELIVERED)) {
                assertThat(deliveries.attempts(delivery))
                        .extracting(Attempt::result)
                        .containsExactly("failed", "delivered");
            }
        }
    }
}
