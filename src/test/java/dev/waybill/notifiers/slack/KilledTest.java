package dev.waybill.notifiers.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.spi.notices.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The server is killed before and after every step of the deliveries of a deploy: whatever it remembers, whatever Slack does, and when
 * the outbox would record the delivery. It starts again and goes on. In each run it is killed somewhere else, once or twice.
 */
class KilledTest {
    private Attempts attempts;
    private FakeSlack slack;

    @BeforeEach
    void start() throws Exception {
        attempts = new Attempts().answered();
        slack = attempts.slack.member("bob@example.com", "UBOB").member("cleo@example.com", "UCLEO");
        attempts.commits =
                List.of(Attempts.commit("7f2d6c1", "Fix cart", "bob"), Attempts.commit("aaaaaa1", "Sell more", "cleo"));
    }

    @AfterEach
    void stop() {
        attempts.close();
    }

    private void killedAnywhere(Topic end, Runnable holds) throws Exception {
        var steps = 0;
        while (tell(end, steps)) {
            steps++;
            holds.run();
        }
        holds.run();
        assertThat(steps).isGreaterThan(20);
    }

    /** The second time soon after the first. */
    private void killedAnywhereTwice(Topic end, Runnable holds) throws Exception {
        for (var second = 0; second < 8; second++) {
            var first = 0;
            while (tell(end, first, second)) {
                first++;
                holds.run();
            }
        }
    }

    /** Whether there were enough steps for it. */
    private boolean tell(Topic end, Integer... killedAfter) throws Exception {
        attempts.startAnew();
        slack.power().goesOffAfter(killedAfter);
        attempts.untilTold(1, Topic.QUEUED);
        attempts.untilTold(2, Topic.STARTED);
        attempts.after(Duration.ofSeconds(10)).untilTold(3, Topic.PROGRESS);
        attempts.untilTold(4, end);
        attempts.untilOutdated(4, end);
        assertOneMessage(end);
        return slack.power().hasGoneOff();
    }

    private void assertOneMessage(Topic end) {
        assertThat(slack.messages())
                .singleElement()
                .satisfies(it -> assertThat(it.text()).contains(end.word()))
                .satisfies(it -> assertThat(it.now().path("blocks").toString()).doesNotContain("waybill_press"));
    }

    @Test
    void failure_isOneMessage_andOneReply() throws Exception {
        killedAnywhere(Topic.FAILED, () -> assertThat(slack.replies()).hasSize(1));
        killedAnywhereTwice(Topic.FAILED, () -> assertThat(slack.replies()).hasSize(1));
    }

    @Test
    void success_isOneMessage() throws Exception {
        killedAnywhere(Topic.SUCCEEDED, () -> assertThat(slack.replies()).isEmpty());
    }

    @Test
    void authors_areMentionedOnce() throws Exception {
        attempts.with("authors", Map.of("environments", "production"));

        killedAnywhere(
                Topic.SUCCEEDED,
                () -> assertThat(slack.replies())
                        .singleElement()
                        .satisfies(it -> assertThat(it.text()).contains("<@UBOB>", "<@UCLEO>")));
    }

    @Test
    void authors_getOneDirectMessageEach() throws Exception {
        attempts.with("authors", Map.of("environments", "production", "by", "direct"));

        killedAnywhere(Topic.SUCCEEDED, () -> {
            assertThat(slack.directTo("UBOB")).hasSize(1);
            assertThat(slack.directTo("UCLEO")).hasSize(1);
            assertThat(slack.replies()).isEmpty();
        });
    }
}
