package dev.waybill.notifiers.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.spi.Told;
import dev.waybill.spi.notices.Notice;
import dev.waybill.spi.notices.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A deploy is one message, whatever is lost. */
class DeployMessageTest {
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

    private List<String> texts() {
        return slack.messages().getFirst().shown().stream()
                .map(it -> it.path("text").asString("").replaceAll("<[^|]*\\|([^>]*)>", "$1"))
                .toList();
    }

    @Test
    void deploy_isOneMessage_editedAsItGoes() throws Exception {
        attempts.tell(attempts.notice(1, Topic.QUEUED, "waits", List.of("staging comes first")));
        attempts.tell(2, Topic.STARTED);
        attempts.after(Duration.ofSeconds(9)).tell(3, Topic.PROGRESS);
        attempts.tell(4, Topic.SUCCEEDED);

        assertThat(texts()).containsExactly("waits\nstaging comes first", "started", "progress", "succeeded");
        assertThat(slack.messages()).hasSize(1);
        assertThat(slack.replies()).isEmpty();
    }

    @Test
    void progress_isShownAtMostEveryTenSeconds() throws Exception {
        attempts.tell(1, Topic.STARTED);

        assertThat(attempts.after(Duration.ofSeconds(7)).tell(2, Topic.PROGRESS))
                .isEqualTo(new Told.Delivered("", "the message was edited less than 10 s ago"));
        attempts.tell(3, Topic.PROGRESS);

        assertThat(texts()).containsExactly("started", "progress");
    }

    @Test
    void failure_isExplainedInTheThread_once() throws Exception {
        attempts.with("mentions", Map.of("ann", "U1"));
        attempts.tell(1, Topic.STARTED);

        assertThat(attempts.tell(2, Topic.FAILED)).isInstanceOf(Told.Later.class);
        assertThat(attempts.tell(2, Topic.FAILED)).isInstanceOf(Told.Delivered.class);
        assertThat(attempts.tell(2, Topic.FAILED)).isInstanceOf(Told.Delivered.class);

        assertThat(texts()).containsExactly("started", "failed");
        assertThat(slack.replies()).singleElement().satisfies(reply -> {
            assertThat(reply.thread()).isEqualTo(slack.messages().getFirst().ts());
            assertThat(reply.text())
                    .startsWith("<@U1> shop/production#7 failed\n```\nstep 1\noh no\n```\n")
                    .contains("Changes:\n7f2d6c1 Fix cart (Bob)");
        });
    }

    @Test
    void requester_isNotMentioned_withoutAMemberId() throws Exception {
        attempts.untilTold(1, Topic.FAILED);

        assertThat(slack.replies().getFirst().text()).startsWith("shop/production#7 failed");
    }

    @Test
    void messageWhoseAnswerWasLost_isFound_alsoOnALaterPage() throws Exception {
        slack.losing("chat.postMessage", 1);
        assertThat(attempts.tell(1, Topic.STARTED)).isInstanceOf(Told.Failed.class);
        for (var other = 0; other < 3; other++) {
            attempts.after(Duration.ofSeconds(2)).tell(other());
        }

        attempts.tell(1, Topic.STARTED);
        attempts.tell(2, Topic.SUCCEEDED);

        assertThat(slack.calls("conversations.history")).hasSize(2);
        assertThat(slack.messages()).hasSize(4);
        assertThat(texts().getLast()).isEqualTo("succeeded");
    }

    @Test
    void messageWhoseAnswerWasLost_isFound_amongManyLongOnes() throws Exception {
        slack.inPagesOf(100).losing("chat.postMessage", 1);
        attempts.tell(1, Topic.STARTED);
        for (var it = 0; it < 60; it++) {
            attempts.after(Duration.ofSeconds(2)).tell(other("long ".repeat(500)));
        }

        assertThat(attempts.tell(1, Topic.STARTED)).isInstanceOf(Told.Delivered.class);
        assertThat(slack.messages()).hasSize(61);
    }

    private Notice other() {
        return other("locked");
    }

    private Notice other(String sentence) {
        var it = attempts.notice(9, Topic.LOCKED, sentence, List.of());
        return new Notice(
                it.id(), it.at(), it.topic(), it.app(), it.environment(), it.by(), sentence, List.of(), it.url(), null);
    }

    @Test
    void whatIsNotAboutADeploy_isAMessageEach() throws Exception {
        attempts.tell(other());
        attempts.after(Duration.ofSeconds(2)).tell(other());

        assertThat(slack.messages()).hasSize(2);
        assertThat(attempts.remembered()).isEmpty();
    }

    @Test
    void messageThatWasNotPosted_isPostedOnce() throws Exception {
        slack.failing("chat.postMessage", "internal_error");

        attempts.tell(1, Topic.STARTED);
        attempts.tell(1, Topic.STARTED);

        assertThat(slack.messages()).hasSize(1);
    }

    @Test
    void lostMessage_isPostedAgain_ifTheChannelCannotBeRead() throws Exception {
        slack.unreadable().losing("chat.postMessage", 1);

        attempts.tell(1, Topic.STARTED);
        attempts.tell(1, Topic.STARTED);

        assertThat(slack.messages()).hasSize(2);
    }

    @Test
    void lostMessage_isLookedForAgain_ifSlackIsBusy() throws Exception {
        slack.losing("chat.postMessage", 1).failing("conversations.history", "ratelimited");

        attempts.tell(1, Topic.STARTED);
        assertThat(attempts.tell(1, Topic.STARTED)).isInstanceOf(Told.Failed.class);
        attempts.tell(1, Topic.STARTED);

        assertThat(slack.messages()).hasSize(1);
    }

    @Test
    void deletedMessage_isPostedAnew() throws Exception {
        attempts.tell(1, Topic.STARTED);
        slack.delete(slack.messages().getFirst());

        attempts.untilTold(2, Topic.FAILED);

        assertThat(slack.messages()).hasSize(1);
        assertThat(texts()).containsExactly("failed");
        assertThat(slack.replies()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"message_not_found", "cant_update_message", "edit_window_closed"})
    void messageThatCannotBeEdited_isPostedAnew(String error) throws Exception {
        attempts.tell(1, Topic.STARTED);
        slack.failing("chat.update", error);

        attempts.untilTold(2, Topic.SUCCEEDED);

        assertThat(slack.messages()).hasSize(2);
        assertThat(slack.messages().getLast().text()).contains("succeeded");
    }

    private List<String> pressable() {
        return slack.messages().getFirst().shown().stream()
                .map(it -> it.path("blocks").toString().replaceAll("(?s).*?(waybill_press_[a-z]*|$)", "$1"))
                .toList();
    }

    @Test
    void buttons_areTakenBack_byOneEdit_onceTheyAreOutdated() throws Exception {
        attempts.answered().tell(1, Topic.STARTED);
        attempts.tell(2, Topic.SUCCEEDED);

        attempts.outdate(2, Topic.SUCCEEDED);

        assertThat(texts()).containsExactly("started", "succeeded", "succeeded");
        assertThat(pressable()).containsExactly("waybill_press_cancel", "waybill_press_rollback", "");
    }

    @Test
    void buttons_areTakenBackLater_ifSlackIsBusy() throws Exception {
        attempts.answered().untilTold(1, Topic.FAILED);
        slack.failing("chat.update", "ratelimited");

        assertThat(attempts.outdate(1, Topic.FAILED)).isInstanceOf(Told.Failed.class);
        assertThat(pressable()).containsExactly("waybill_press_retry");
        attempts.after(Duration.ofMinutes(1)).untilOutdated(1, Topic.FAILED);

        assertThat(pressable()).containsExactly("waybill_press_retry", "");
    }

    @Test
    void message_isNotTouched_ifItShowsSomethingElse_orIsGone() throws Exception {
        assertThat(attempts.answered().outdate(2, Topic.SUCCEEDED)).isInstanceOf(Told.Delivered.class);
        attempts.tell(1, Topic.STARTED);
        attempts.outdate(2, Topic.SUCCEEDED);
        assertThat(texts()).containsExactly("started");

        attempts.tell(2, Topic.SUCCEEDED);
        slack.delete(slack.messages().getFirst());
        assertThat(attempts.outdate(2, Topic.SUCCEEDED)).isInstanceOf(Told.Delivered.class);

        assertThat(slack.messages()).isEmpty();
    }

    @Test
    void lostReply_isFound() throws Exception {
        attempts.tell(1, Topic.STARTED);
        slack.losing("chat.postMessage", 1);

        attempts.untilTold(2, Topic.FAILED);

        assertThat(slack.replies()).hasSize(1);
        assertThat(slack.calls("conversations.replies")).isNotEmpty();
    }
}
