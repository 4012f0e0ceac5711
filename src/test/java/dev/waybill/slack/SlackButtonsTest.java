package dev.waybill.slack;

import static dev.waybill.slack.FakeWorkspace.buttons;
import static dev.waybill.slack.FakeWorkspace.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.waybill.Pause;
import dev.waybill.receivers.FakeReceiver.Received;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What people press in Slack. */
class SlackButtonsTest extends SlackFixture {
    @Test
    void refusal_offersWaysOut_thatAreConfirmed() throws Exception {
        app("held", "true");
        lock("held");

        var refusal = slack.command(ANN, "deploy held/main to production");

        assertThat(refusal.path("response_type").asString()).isEqualTo("ephemeral");
        assertThat(words(refusal)).startsWith("Refused: ").contains("<!channel>");
        assertThat(refusal.path("text").asString()).contains("&lt;!channel&gt;");
        assertThat(buttons(refusal))
                .extracting(it -> it.path("value").asString())
                .containsExactly("unlock held in production", "deploy held/main to production and wait");
        assertThat(buttons(refusal)).allMatch(it -> it.has("confirm"));
        var wait = buttons(refusal).getLast();
        var before = slack.calls("chat.postMessage").size();
        slack.socket()
                .send(
                        "interactive",
                        slack.pressed(
                                ANN,
                                wait.path("action_id").asString(),
                                wait.path("value").asString()));
        assertThat(words(slack.await("chat.postMessage", before + 1).getLast().json()))
                .startsWith(ANN + ": held/production#1 is waiting");
    }

    @Test
    void whatIsUnusual_isDoneOnceItIsConfirmed() throws Exception {
        app("force", "true");

        var question = slack.command(ANN, "deploy! force/main to production");

        assertThat(words(question)).isEqualTo("deploy! force/main to production: it skips the checks");
        assertThat(buttons(question)).hasSize(1);
        assertThat(deploys("force")).isEmpty();
        var before = slack.calls("chat.postMessage").size();
        var sentence = "deploy! force/main to production";
        var pressed = slack.pressed(ANN, "waybill_say_0", sentence);
        var shownAt = pressed.path("container").path("message_ts").asString();
        assertThat(response(slack.pressed(EVE, "waybill_say_0", sentence, shownAt)))
                .startsWith("Refused: you have read-only access");
        slack.socket().send("interactive", pressed);
        slack.await("chat.postMessage", before + 1);
        assertThat(response(slack.pressed(CARL, "waybill_say_0", sentence, shownAt)))
                .isEqualTo("Somebody has pressed this already");
        assertThat(response(slack.pressed(ANN, "waybill_say_0", sentence, "1600000000.000001")))
                .isEqualTo("This was offered a while ago; if it is still meant, say it: " + sentence);
        assertThat(deploys("force")).hasSize(1);
    }

    @Test
    void buttonsOfADeploy_doWhatTheyWereFor() throws Exception {
        app("push", "exit 1");
        client.awaitEnd(client.deploy("push", ""));
        var before = slack.calls("chat.postMessage").size();

        slack.socket().send("interactive", slack.pressed(ANN, "waybill_press_retry", "push/production#1"));
        var retried = slack.await("chat.postMessage", before + 1).getLast().json();

        assertThat(words(retried)).startsWith(ANN + ": push/production#2 starts now");
        assertThat(retried.path("thread_ts").asString()).endsWith(".000001");
        assertThat(press("waybill_press_retry", "push/production#1"))
                .isEqualTo(
                        "Refused: push/production#1 is no longer the last deploy of its environment, push/production#2 is; to retry, say so");
        assertThat(press("waybill_press_rollback", "push/production#1")).contains("to roll back, say so");
        assertThat(press("waybill_press_cancel", "push/production#1"))
                .startsWith("Refused: push/production#1 is over: it failed at ");
        assertThat(press("waybill_press_cancel", "push/production#9")).startsWith("Refused: ");
        assertThat(press("waybill_press_cancel", "<!channel>")).startsWith("There is no deploy");
    }

    @Test
    void buttonsOfADeploy_goAway_onceThereIsANewerOne() throws Exception {
        var bot = Map.of("token", FakeWorkspace.BOT_TOKEN, "channel", FakeWorkspace.CHANNEL, "api_root", slack.root());
        client.app(
                "newer",
                repository,
                Map.of("command", "true"),
                Map.of("notifiers", List.of(Map.of("type", "slack", "config", bot))));
        client.awaitEnd(client.deploy("newer", ""));
        assertThat(awaitEdits("newer/production#1 succeeded", 1).getLast()).contains("waybill_press_rollback");

        client.awaitEnd(client.deploy("newer", ""));

        assertThat(awaitEdits("newer/production#2 succeeded", 1).getLast()).contains("waybill_press_rollback");
        assertThat(awaitEdits("newer/production#1 succeeded", 2))
                .hasSize(2)
                .last(STRING)
                .doesNotContain("waybill_press");
    }

    /** Waits for so many edits with some words, while time passes more quickly. */
    private List<String> awaitEdits(String words, int count) throws InterruptedException {
        while (true) {
            var edits = slack.calls("chat.update").stream()
                    .map(Received::body)
                    .filter(body -> body.contains(words))
                    .toList();
            if (edits.size() >= count) {
                return edits;
            }
            server.time().pass(Duration.ofSeconds(2));
            Pause.briefly();
        }
    }

    @Test
    void rollback_leavesTheVersionOfItsMessage() throws Exception {
        app("back", "true");
        var first = repository.git("rev-parse", "HEAD");
        client.awaitEnd(client.deploy("back", ""));
        repository.commit("back", "two");
        client.awaitEnd(client.deploy("back", ""));
        var before = slack.calls("chat.postMessage").size();

        slack.socket().send("interactive", slack.pressed(ANN, "waybill_press_rollback", "back/production#2"));
        slack.await("chat.postMessage", before + 1);

        var rollback = deploys("back").getFirst();
        assertThat(rollback.get("sha").asString()).isEqualTo(first);
        app("bad", "exit 1");
        client.awaitEnd(client.deploy("bad", ""));
        assertThat(press("waybill_press_rollback", "bad/production#1"))
                .startsWith(
                        "Refused: bad/production#1 did not succeed, so there is nothing to go back from: it failed at ");
    }

    @Test
    void answer_reachesTheRoom_alsoIfTheBotWasRemovedFromIt() throws Exception {
        app("gone", "exit 1");
        client.awaitEnd(client.deploy("gone", ""));
        slack.remove(true);
        try {
            assertThat(press("waybill_press_retry", "gone/production#1"))
                    .startsWith(ANN + ": gone/production#2 starts now");
        } finally {
            slack.remove(false);
        }
    }
}
