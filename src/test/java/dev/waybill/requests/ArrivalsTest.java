package dev.waybill.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.apps.AppId;
import dev.waybill.deploys.Lane;
import dev.waybill.deploys.Rank;
import dev.waybill.spi.Time;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
    private static final Lane LANE = new Lane(new AppId(1), "production");
    private static final Duration LONG = Duration.ofSeconds(20);

    private final Arrivals arrivals = new Arrivals(Time.system());

    @Test
    void await_letsThemGo_inTheOrderInWhichTheyCame() throws Exception {
        var recorded = new ConcurrentLinkedQueue<Integer>();
        var first = arrivals.enter(LANE, Rank.MANUAL);
        var second = arrivals.enter(LANE, Rank.MANUAL);
        var third = arrivals.enter(LANE, Rank.MANUAL);
        var over = new CountDownLatch(2);

        for (var later : List.of(third, second)) {
            Thread.ofVirtual().start(() -> {
                try (later) {
                    if (later.await(LONG)) {
                        recorded.add(later == second ? 2 : 3);
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                over.countDown();
            });
        }
        first.await(LONG);
        recorded.add(1);
        first.close();
        over.await();

        assertThat(recorded).containsExactly(1, 2, 3);
    }

    @Test
    void await_doesNotWait_forThoseThatGaveUp() throws Exception {
        var first = arrivals.enter(LANE, Rank.MANUAL);
        var second = arrivals.enter(LANE, Rank.MANUAL);

        first.close();

        assertThat(second.await(LONG)).isTrue();
        second.close();
    }

    @Test
    void await_isFalse_ifOneBeforeTakesTooLong() throws Exception {
        try (var _ = arrivals.enter(LANE, Rank.MANUAL);
                var second = arrivals.enter(LANE, Rank.MANUAL)) {
            assertThat(second.await(Duration.ofMillis(1))).isFalse();
        }
    }

    @Test
    void rollback_waitsForNobody_whomItGoesBefore() throws Exception {
        try (var _ = arrivals.enter(LANE, Rank.MANUAL);
                var rollback = arrivals.enter(LANE, Rank.ROLLBACK)) {
            assertThat(rollback.await(LONG)).isTrue();
        }
    }
}
