package dev.waybill.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Pause;
import dev.waybill.TestServer;
import dev.waybill.notifiers.slack.FakeSlack;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A bot in Slack shows a deploy of a real server. */
@Tag("processes")
class SlackDeploysTest extends NotifiersFixture {
    private FakeSlack slack;

    @BeforeEach
    void startSlack() throws Exception {
        slack = new FakeSlack(() -> server.time().now());
        Files.writeString(directory.resolve("token"), FakeSlack.TOKEN);
    }

    @AfterEach
    void stopSlack() {
        slack.close();
    }

    @Test
    void deploy_isOneMessage_alsoIfItsAnswerIsLost_andTheServerRestarts() throws Exception {
        var runs = directory.resolve("runs");
        var gate = directory.resolve("go");
        var command = "echo '<!channel> oh no'; touch %s; until [ -e %s ]; do sleep 0.2; done; false";
        app("shop", command.formatted(runs, gate), bot(Map.of()));
        slack.losing("chat.postMessage", 1);

        var deploy = client.deploy("shop", "");
        while (slack.messages().isEmpty() || !Files.exists(runs)) {
            Pause.briefly();
        }
        restart();
        Files.createFile(gate);
        client.awaitEnd(deploy);
        awaitDelivered();

        assertThat(slack.messages()).singleElement().satisfies(message -> {
            assertThat(message.shown().getFirst().path("text").asString()).contains("shop/production#1 started");
            assertThat(message.text()).contains("shop/production#1 failed");
        });
        assertThat(slack.replies())
                .singleElement()
                .satisfies(reply -> assertThat(reply.text()).contains("&lt;!channel&gt; oh no"));
        assertThat(client.get("/api/0/deliveries/").text()).doesNotContain(FakeSlack.TOKEN);
    }

    @Test
    void author_isMentioned_whenTheCommitIsLive() throws Exception {
        slack.member("ann@example.com", "UANN");
        app("shop", "true", bot(Map.of("authors", Map.of("environments", "production"))));
        deployed("shop");
        var sha = repository.commit("cart", "fixed");

        deployed("shop");
        awaitDelivered();

        assertThat(slack.replies())
                .singleElement()
                .satisfies(reply -> assertThat(reply.text())
                        .isEqualTo("Went live in production:\n<@UANN>: %s Change cart", sha.substring(0, 7)));
    }

    @Test
    void channelWithoutTheBot_isWarnedOf_whenItIsSaved() throws Exception {
        slack.failing("conversations.history", "channel_not_found");
        var app = Map.of(
                "name", "shop",
                "repository", repository.path().toString(),
                "provider", "shell",
                "provider_config", Map.of("command", "true"),
                "notifiers", List.of(bot(Map.of())));

        var made = client.post("/api/0/apps/", app).json();
        slack.failing("conversations.history", "not_in_channel");
        var same = client.put("/api/0/apps/shop/", Map.of("grace", 5)).json();
        var edited = client.put("/api/0/apps/shop/", Map.of("notifiers", List.of(bot(Map.of("name", "room")))));
        var mended = client.put("/api/0/apps/shop/", Map.of("notifiers", List.of(bot(Map.of("name", "chat")))));

        assertThat(made.at("/warnings/0").asString())
                .startsWith("notifier slack: the bot finds no channel " + FakeSlack.CHANNEL);
        assertThat(same.get("warnings")).isEmpty();
        assertThat(edited.json().at("/warnings/0").asString()).startsWith("notifier room: the bot is not in ");
        assertThat(mended.json().get("warnings")).isEmpty();
        assertThat(slack.messages()).isEmpty();
    }

    @Test
    void slackThatDoesNotAnswer_holdsUpNoConfiguration() throws Exception {
        var isOver = new CountDownLatch(1);
        slack.hanging("conversations.history", isOver);
        try {
            app("shop", "true", bot(Map.of())); // without an end if it did: Slack answers afterwards
        } finally {
            isOver.countDown();
        }
        slack.failing("conversations.history", "missing_scope");

        var edited = client.put("/api/0/apps/shop/", Map.of("notifiers", List.of(bot(Map.of("name", "room")))));

        assertThat(edited.json().get("warnings")).isEmpty();
    }

    private Map<String, Object> bot(Map<String, Object> more) {
        var token = Map.of("file", directory.resolve("token").toString());
        var settings = new HashMap<String, Object>(more);
        settings.putAll(Map.of("token", token, "channel", FakeSlack.CHANNEL, "api_root", slack.root()));
        return Map.of("type", "slack", "config", settings);
    }

    private void restart() throws Exception {
        server.close();
        server = TestServer.in(directory.resolve("data"))
                .with(directory.resolve("waybill.yaml"))
                .start();
        client = server.client();
    }

    /** Waits until everything is delivered, the end of the deploy too, while time passes more quickly. */
    private void awaitDelivered() throws Exception {
        while (slack.replies().isEmpty() || !isAllDelivered()) {
            server.time().pass(Duration.ofSeconds(2));
            Pause.briefly();
        }
    }

    private boolean isAllDelivered() throws Exception {
        return StreamSupport.stream(client.get("/api/0/deliveries/").json().spliterator(), false)
                .allMatch(it -> it.path("state").asString().equals("delivered"));
    }
}
