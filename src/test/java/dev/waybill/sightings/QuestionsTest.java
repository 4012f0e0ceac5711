package dev.waybill.sightings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Pause;
import dev.waybill.sightings.Looks.Answer;
import dev.waybill.spi.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

class QuestionsTest {
    /** All waits are over at once. */
    private static final Time QUICK = new Time() {
        @Override
        public Instant now() {
            return Instant.EPOCH;
        }

        @Override
        public Duration sinceBoot() {
            return Duration.ZERO;
        }

        @Override
        public boolean await(Semaphore bell, Duration longest) {
            return false;
        }
    };

    private final Questions questions = new Questions(QUICK);
    private final CountDownLatch interrupted = new CountDownLatch(1);
    private final CountDownLatch end = new CountDownLatch(1);

    @Test
    void providerThatHangs_isInterrupted_andCountsUntilItHasEnded() throws Exception {
        var answer = questions.ask("slow", this::ignoreInterrupts);

        assertThat(answer.complaint()).isEqualTo("the provider did not answer within 40 s");
        interrupted.await();
        assertThat(questions.stuck("slow")).isEqualTo(1);
        assertThat(questions.stuck("other")).isZero();

        end.countDown();
        while (questions.stuck("slow") > 0) {
            Pause.briefly();
        }
    }

    private Answer ignoreInterrupts() {
        for (; ; ) {
            try {
                end.await();
                return new Answer(null, null);
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
        }
    }
}
