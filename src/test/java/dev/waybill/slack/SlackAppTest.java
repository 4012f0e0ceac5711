package dev.waybill.slack;

import static dev.waybill.slack.FakeWorkspace.CHANNEL;
import static dev.waybill.slack.FakeWorkspace.TEAM;
import static dev.waybill.slack.FakeWorkspace.words;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Pause;
import dev.waybill.receivers.Answer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What people say in Slack. */
class SlackAppTest extends SlackFixture {
    @Test
    void command_deploys_andTheRoomSeesIt() throws Exception {
        app("web", "true");

        var answer = slack.command(ANN, "web/main to production");

        assertThat(answer.path("response_type").asString()).isEqualTo("in_channel");
        assertThat(words(answer))
                .startsWith(ANN + ": web/production#1 starts now: main (")
                .endsWith(server.url() + "/apps/web/production/1");
        assertThat(deploys("web").getFirst().get("user").get("name").asString()).isEqualTo("ann");
    }

    @Test
    void question_isAnsweredToWhoAsks() throws Exception {
        app("faq", "true");

        var answer = slack.command(EVE, "status faq");

        assertThat(answer.path("response_type").asString()).isEqualTo("ephemeral");
        assertThat(words(answer)).isEqualTo("faq/production: nothing is live");
        assertThat(words(slack.command(EVE, ""))).startsWith("deploy[!] APP");
        assertThat(words(slack.command(EVE, "nowhere"))).startsWith("No app is named \"nowhere\"");
    }

    @Test
    void whoIsNotMapped_mayOnlyLook() throws Exception {
        app("shut", "true");

        assertThat(words(slack.command(EVE, "deploy shut")))
                .isEqualTo(
                        "Refused: you have read-only access, because no user is mapped to the Slack member %s; an operator can add \"%s: NAME\" to slack.users in the server's configuration file"
                                .formatted(EVE, EVE));
        assertThat(words(slack.command(BOB, "lock shut because mine")))
                .startsWith("Refused: you have read-only access, because bob has no valid token named \"slack\"");
        assertThat(words(slack.command(ANN, "lock shut because mine"))).contains("shut is locked by ann");
        assertThat(deploys("shut")).isEmpty();
    }

    @Test
    void confirmedAddress_ofOurWorkspace_namesAUser() throws Exception {
        app("mail", "true");
        slack.member(CARL, TEAM, "carl@example.com", true);
        slack.member("U00000000X", "T0000000002", "carl@example.com", true);
        slack.member("U00000000Y", TEAM, "carl@example.com", false);

        assertThat(words(slack.command("U00000000X", "deploy mail"))).contains("no user is mapped to");
        assertThat(words(slack.command("U00000000Y", "deploy mail"))).contains("no user is mapped to");
        assertThat(words(slack.command(CARL, "deploy mail"))).contains("mail/production#1 starts now");
    }

    @Test
    void mention_isAnsweredInItsThread_alsoIfSlackRepeatsIt() throws Exception {
        app("talk", "true");
        var before = slack.calls("chat.postMessage").size();
        var mention = slack.mentioned(ANN, "deploy <http://talk/main|talk/main> to production because A &amp; B");

        slack.socket().send("events_api", mention);
        slack.await("chat.postMessage", before + 1);
        slack.socket().send("events_api", mention);
        slack.socket().send("events_api", slack.mentioned(ANN, "status talk"));

        var answers = slack.await("chat.postMessage", before + 2);
        assertThat(answers).hasSize(before + 2);
        assertThat(answers.get(before).json().path("thread_ts").asString()).isEqualTo("1.000001");
        assertThat(deploys("talk")).hasSize(1);
        assertThat(deploys("talk").getFirst().get("reason").asString()).isEqualTo("A & B");
    }

    @Test
    void mention_canBeAnywhere() throws Exception {
        app("kind", "true");
        var before = slack.calls("chat.postMessage").size();

        slack.socket().send("events_api", slack.said(ANN, "please <@U0BOT> deploy kind"));

        var answer = slack.await("chat.postMessage", before + 1).getLast().json();
        assertThat(words(answer)).contains("kind/production#1 starts now");
    }

    @Test
    void otherChannelsAndWorkspaces_areNotAnswered() throws Exception {
        app("near", "true");
        var before = slack.awaitResponses(0).size();

        slack.socket().send("slash_commands", slack.commanded(ANN, TEAM, "C0000000009", "near"));
        assertThat(words(slack.awaitResponses(before + 1).getLast())).startsWith("This channel is not one of those");
        slack.socket().send("slash_commands", slack.commanded(EVE, "T0000000009", CHANNEL, "status"));
        assertThat(words(slack.awaitResponses(before + 2).getLast())).startsWith("I only answer members");
        var whispers = slack.calls("chat.postEphemeral").size();
        slack.socket().send("events_api", slack.mentionedFromOutside(EVE, "status"));
        var whisper = slack.await("chat.postEphemeral", whispers + 1).getLast().json();
        assertThat(words(whisper)).startsWith("I only answer members");
        assertThat(whisper.path("user").asString()).isEqualTo(EVE);
        assertThat(deploys("near")).isEmpty();
    }

    @Test
    void hostileSentences_areAnswered() throws Exception {
        assertThat(words(slack.command(ANN, "x".repeat(10_000)))).contains("must have at most 2000 characters");
        assertThat(words(slack.command(ANN, "deploy \u0007"))).contains("control character");
    }

    @Test
    void answer_isGivenAgain_andSaidOnce_thoughSlackIsBusy() throws Exception {
        app("busy", "true");
        var before = slack.said().size();
        slack.failing("chat.postMessage", new Answer(429, Map.of("Retry-After", "5"), ""));
        slack.losing();

        slack.socket().send("events_api", slack.mentioned(ANN, "status busy"));
        while (slack.calls("conversations.replies").isEmpty()) {
            server.time().pass(Duration.ofSeconds(1));
            Pause.briefly();
        }

        assertThat(words(slack.command(ANN, "status busy"))).contains("busy/production");
        assertThat(slack.said().subList(before, slack.said().size()))
                .singleElement()
                .satisfies(it -> assertThat(words(it)).contains("busy/production"));
    }

    @Test
    void answerToACommand_isGivenAgain_thoughSlackIsBusy() throws Exception {
        app("again", "true");
        var before = slack.awaitResponses(0).size();
        slack.failing("respond", new Answer(429, Map.of("Retry-After", "5"), ""));
        slack.failing("respond", new Answer(500, Map.of(), ""));

        slack.socket().send("slash_commands", slack.commanded(ANN, TEAM, CHANNEL, "status again"));
        while (slack.awaitResponses(0).size() < before + 3) {
            server.time().pass(Duration.ofSeconds(1));
            Pause.briefly();
        }

        var responses = slack.awaitResponses(before + 3);
        assertThat(responses.subList(before, before + 3))
                .allMatch(it -> words(it).contains("again/production"));
    }

    @Test
    void connection_isInTheMetrics() throws Exception {
        assertThat(client.get("/metrics").text()).contains("waybill_slack_connected 1.0");
    }
}
