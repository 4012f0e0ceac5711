package dev.waybill.slack;

import static dev.waybill.slack.FakeWorkspace.CHANNEL;
import static dev.waybill.slack.FakeWorkspace.TEAM;
import static dev.waybill.slack.FakeWorkspace.buttons;
import static dev.waybill.slack.FakeWorkspace.words;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Client;
import dev.waybill.TestRepository;
import dev.waybill.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** People who talk to a server from Slack: ann may deploy and lock, bob has no token for Slack, and eve is nobody. */
@Tag("processes")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.Random.class)
class SlackAppTest {
    private static final String ANN = "U000000ANN";
    private static final String BOB = "U000000BOB";
    private static final String EVE = "U000000EVE";
    private static final String CARL = "U00000CARL";

    private FakeWorkspace slack;
    private TestServer server;
    private TestRepository repository;
    private Client client;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        slack = new FakeWorkspace();
        repository = TestRepository.make(directory.resolve("repository"));
        var app = Files.writeString(directory.resolve("app"), FakeWorkspace.APP_TOKEN + "\n");
        var bot = Files.writeString(directory.resolve("bot"), FakeWorkspace.BOT_TOKEN + "\n");
        var file = Files.writeString(
                directory.resolve("waybill.yaml"), """
                allow_private_targets: true
                slack:
                  api_root: %s
                  app_token: {file: %s}
                  token: {file: %s}
                  channels: [%s]
                  users: {%s: ann, %s: bob, Carl@Example.com: carl}
                apps: {}
                """.formatted(slack.root(), app, bot, CHANNEL, ANN, BOB));
        server = TestServer.in(directory.resolve("data")).with(file).start();
        client = server.client();
        token("ann", "slack", List.of("deploy", "lock", "force"));
        token("ann", "laptop", List.of("admin"));
        token("bob", "laptop", List.of("deploy"));
        token("carl", "slack", List.of("deploy"));
        slack.socket().awaitConnections(1);
    }

    @AfterAll
    void stop() throws Exception {
        server.close();
        slack.close();
    }

    private void token(String user, String name, List<String> rights) throws Exception {
        var made = client.post("/api/0/tokens/", Map.of("name", name, "user", user, "rights", rights));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
    }

    private void app(String name, String command) throws Exception {
        client.app(name, repository, command);
    }

    private List<JsonNode> deploys(String app) throws Exception {
        return client.get("/api/0/deploys/?app=" + app).json().valueStream().toList();
    }

    private void lock(String app) throws Exception {
        var locked = client.put(
                "/api/0/apps/%s/envs/production/lock/".formatted(app),
                Map.of("reason", "<!channel> (say: deploy evil)"));
        assertThat(locked.status()).as(locked.text()).isLessThan(300);
    }

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
                        "Refused: Slack member %s is nobody here, and may only look; an operator can add \"%s: NAME\" to slack.users in the server's configuration file"
                                .formatted(EVE, EVE));
        assertThat(words(slack.command(BOB, "lock shut because mine")))
                .startsWith("Refused: bob has no token named \"slack\", and may only look from Slack");
        assertThat(words(slack.command(ANN, "lock shut because mine"))).contains("shut is locked by ann");
        assertThat(deploys("shut")).isEmpty();
    }

    @Test
    void confirmedAddress_ofOurWorkspace_namesAUser() throws Exception {
        app("mail", "true");
        slack.member(CARL, TEAM, "carl@example.com", true);
        slack.member("U00000000X", "T0000000002", "carl@example.com", true);
        slack.member("U00000000Y", TEAM, "carl@example.com", false);

        assertThat(words(slack.command("U00000000X", "deploy mail"))).contains("is nobody here");
        assertThat(words(slack.command("U00000000Y", "deploy mail"))).contains("is nobody here");
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
        for (var i = 0; i < 2; i++) { // somebody presses it twice
            slack.socket().send("interactive", slack.pressed(ANN, "waybill_say_0", "deploy! force/main to production"));
        }
        slack.await("chat.postMessage", before + 2);
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
        assertThat(retried.path("thread_ts").asString()).isEqualTo("1.000001");
        assertThat(press("waybill_press_retry", "push/production#1"))
                .isEqualTo(
                        "Refused: push/production#1 is no longer the last deploy of its environment, push/production#2 is; to retry, say so");
        assertThat(press("waybill_press_rollback", "push/production#1")).contains("to roll back, say so");
        assertThat(press("waybill_press_cancel", "push/production#1"))
                .startsWith("Refused: push/production#1 is over: it failed at ");
        assertThat(press("waybill_press_cancel", "push/production#9")).startsWith("Refused: ");
        assertThat(press("waybill_press_cancel", "<!channel>")).startsWith("There is no deploy");
    }

    private String press(String action, String value) throws Exception {
        var before = slack.awaitResponses(0).size();
        slack.socket().send("interactive", slack.pressed(ANN, action, value));
        return words(slack.awaitResponses(before + 1).getLast());
    }

    @Test
    void otherChannelsAndWorkspaces_areNotAnswered() throws Exception {
        app("near", "true");
        var before = slack.awaitResponses(0).size();

        slack.socket().send("slash_commands", slack.commanded(ANN, TEAM, "C0000000009", "near"));
        assertThat(words(slack.awaitResponses(before + 1).getLast())).startsWith("This channel is not one of those");
        slack.socket().send("slash_commands", slack.commanded(EVE, "T0000000009", CHANNEL, "status"));
        assertThat(words(slack.awaitResponses(before + 2).getLast())).startsWith("I only answer members");
        assertThat(deploys("near")).isEmpty();
    }

    @Test
    void hostileSentences_areAnswered() throws Exception {
        assertThat(words(slack.command(ANN, "x".repeat(10_000)))).contains("must have at most 2000 characters");
        assertThat(words(slack.command(ANN, "deploy \u0007"))).contains("control character");
    }

    @Test
    void connection_isInTheMetrics_andNoTokenIsInTheLog() throws Exception {
        assertThat(client.get("/metrics").text()).contains("waybill_slack_connected 1.0");
    }
}
