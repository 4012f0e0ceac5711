package dev.waybill.notifiers.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.receivers.Answer;
import dev.waybill.spi.Told;
import dev.waybill.spi.notices.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Slack's errors mean, and the way out. */
class SlackErrorsTest {
    private Attempts attempts;
    private FakeSlack slack;

    @BeforeEach
    void start() throws Exception {
        attempts = new Attempts();
        slack = attempts.slack;
    }

    @AfterEach
    void stop() {
        attempts.close();
    }

    @ParameterizedTest
    @CsvSource({
        "invalid_auth, give the bot token",
        "token_revoked, give the bot token",
        "account_inactive, give the bot token",
        "not_in_channel, 'not in C0123456789; invite it there: /invite @waybill'",
        "channel_not_found, give the channel's id",
        "is_archived, name another one",
        "missing_scope, lacks the scope chat:write",
        "restricted_action, ask an administrator",
        "fatal_error, Slack has trouble"
    })
    void whatIsWrongWithTheReceiver_canBeMended(String error, String wayOut) throws Exception {
        slack.failing("chat.postMessage", error);

        var told = attempts.tell(1, Topic.STARTED);

        assertThat(told).isInstanceOfSatisfying(Told.Failed.class, failed -> {
            assertThat(failed.isReceiverDown()).isTrue();
            assertThat(failed.answer()).contains(wayOut).endsWith("(%s)".formatted(error));
        });
    }

    @Test
    void unknownError_isTriedAgain_andHoldsUpNothingElse() throws Exception {
        slack.failing("chat.postMessage", "brand_new");

        assertThat(attempts.tell(1, Topic.STARTED))
                .isInstanceOfSatisfying(
                        Told.Failed.class,
                        failed -> assertThat(failed.isReceiverDown()).isFalse());
    }

    @ParameterizedTest
    @ValueSource(strings = {"msg_too_long", "invalid_blocks", "invalid_arguments"})
    void refusedBlocks_areSentAsText(String error) throws Exception {
        slack.failing("chat.postMessage", error);

        assertThat(attempts.tell(1, Topic.STARTED)).isInstanceOf(Told.Delivered.class);
        assertThat(slack.messages()).singleElement().satisfies(it -> {
            assertThat(it.text()).contains("started");
            assertThat(it.now().has("blocks")).isFalse();
        });
    }

    @Test
    void textThatIsRefused_isNotSentAgain() throws Exception {
        slack.failing("chat.postMessage", "invalid_blocks").failing("chat.postMessage", "msg_too_long");

        assertThat(attempts.tell(1, Topic.STARTED)).isInstanceOf(Told.Refused.class);
        assertThat(attempts.tell(2, Topic.SUCCEEDED)).isInstanceOf(Told.Delivered.class);
        assertThat(slack.messages()).hasSize(1);
    }

    @Test
    void rateLimit_isHeeded_byOtherMessagesToo() throws Exception {
        slack.failing("chat.postMessage", new Answer(429, Map.of("Retry-After", "30"), ""));

        var until = attempts.now().plusSeconds(32);
        assertThat(attempts.tell(1, Topic.STARTED))
                .isInstanceOfSatisfying(
                        Told.Failed.class,
                        failed -> assertThat(failed.retryAt()).isEqualTo(until));
        assertThat(attempts.tell(attempts.notice(2, Topic.SUCCEEDED, "done", List.of())))
                .isInstanceOfSatisfying(
                        Told.Later.class, later -> assertThat(later.until()).isEqualTo(until));
        assertThat(slack.calls("chat.postMessage")).hasSize(1);
        assertThat(attempts.after(Duration.ofSeconds(30)).tell(1, Topic.STARTED))
                .isInstanceOf(Told.Delivered.class);
    }

    @Test
    void answerThatIsNotSlacks_isTold() throws Exception {
        slack.failing("chat.postMessage", new Answer(200, Map.of(), "<html>"));

        assertThat(attempts.tell(1, Topic.STARTED).answer()).contains("correct api_root");
    }

    @Test
    void serverError_isTriedAgain() throws Exception {
        slack.failing("chat.postMessage", new Answer(503, Map.of("Retry-After", "5"), "overloaded"));

        assertThat(attempts.tell(1, Topic.STARTED)).isInstanceOfSatisfying(Told.Failed.class, failed -> {
            assertThat(failed.isReceiverDown()).isTrue();
            assertThat(failed.answer()).isEqualTo("HTTP 503: overloaded");
        });
    }

    @Test
    void token_isNowhere() throws Exception {
        slack.failing("chat.postMessage", new Answer(502, Map.of(), "you sent Bearer " + FakeSlack.TOKEN));

        var failed = attempts.tell(1, Topic.STARTED);
        var delivered = attempts.tell(1, Topic.STARTED);

        assertThat(failed.answer()).isEqualTo("HTTP 502: you sent Bearer ***");
        assertThat(failed + " " + delivered).doesNotContain(FakeSlack.TOKEN);
    }

    @Test
    void textThatIsNoToken_isTold_withoutBeingSent() throws Exception {
        attempts.with("token", "two\nlines");

        assertThat(attempts.tell(1, Topic.STARTED).answer()).contains("xoxb-");
        assertThat(slack.calls("chat.postMessage")).isEmpty();
    }
}
