package dev.waybill.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.slack.SlackFailure.Kind;
import dev.waybill.spi.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Answers that Slack does not take at once. */
class TurnsTest {
    private static final int MANY = 16;

    private final List<Long> pauses = new ArrayList<>();
    private final List<Boolean> attempts = new ArrayList<>();

    /** A clock that only goes on when somebody sleeps, who then sleeps no longer. */
    private class QuickTime implements Time {
        private Duration passed = Duration.ZERO;

        @Override
        public Instant now() {
            return Instant.EPOCH.plus(passed);
        }

        @Override
        public Duration sinceBoot() {
            return passed;
        }

        @Override
        public void sleep(Duration duration) throws InterruptedException {
            passed = passed.plus(duration);
            pauses.add(duration.toSeconds());
        }
    }

    private static SlackFailure failure(Kind kind, @Nullable Integer retryAfter) {
        return new SlackFailure("is busy", kind, retryAfter == null ? null : Duration.ofSeconds(retryAfter));
    }

    /** Gives an answer whose first attempts fail. */
    private void give(SlackFailure... failures) throws Exception {
        var left = new ArrayDeque<>(Arrays.asList(failures));
        new Turns(new QuickTime()).give(mayBeGiven -> {
            attempts.add(mayBeGiven);
            if (!left.isEmpty()) {
                throw left.removeFirst();
            }
        });
    }

    private static SlackFailure[] always(SlackFailure failure) {
        var all = new SlackFailure[MANY];
        Arrays.fill(all, failure);
        return all;
    }

    @Test
    void answer_isGivenAgain_whenSlackWantsIt() throws Exception {
        give(failure(Kind.BUSY, 30), failure(Kind.BUSY, null));

        assertThat(pauses).containsExactly(30L, 4L);
        assertThat(attempts).containsExactly(false, false, false);
    }

    @Test
    void attempt_whoseEndIsUnknown_isRemembered() throws Exception {
        give(failure(Kind.BUSY, null), failure(Kind.UNKNOWN, null), failure(Kind.BUSY, null));

        assertThat(attempts).containsExactly(false, false, true, true);
    }

    @Test
    void answer_isGivenUp_afterAFewAttempts_andAfterAMinute() {
        assertThatThrownBy(() -> give(always(failure(Kind.BUSY, null)))).hasMessage("is busy");
        assertThat(pauses).containsExactly(1L, 4L, 10L, 20L);

        pauses.clear();
        assertThatThrownBy(() -> give(always(failure(Kind.BUSY, 25)))).hasMessage("is busy");
        assertThat(pauses).containsExactly(25L, 25L);
    }

    @Test
    void answerThatIsRefused_isNotGivenAgain() {
        assertThatThrownBy(() -> give(new SlackFailure("refuses it"))).hasMessage("refuses it");
        assertThat(attempts).hasSize(1);
    }

    /** Without an end if it did. */
    @Test
    void answerThatWaits_holdsUpNoOther() throws Exception {
        var asleep = new CountDownLatch(MANY);
        var turns = new Turns(new QuickTime() {
            @Override
            public void sleep(Duration duration) throws InterruptedException {
                asleep.countDown();
                new CountDownLatch(1).await(); // for ever
            }
        });
        var given = new ArrayList<String>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var each = 0; each < MANY; each++) {
                threads.submit(() -> {
                    turns.give(_ -> {
                        throw failure(Kind.BUSY, null);
                    });
                    return null;
                });
            }
            asleep.await();

            turns.give(_ -> given.add("another"));

            threads.shutdownNow();
        }
        assertThat(given).containsExactly("another");
    }
}
