package dev.waybill.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Client;
import dev.waybill.Postgres;
import dev.waybill.TestRepository;
import dev.waybill.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several servers of one database, each with a connection to Slack. */
@Tag("processes")
@Tag("postgres")
class SlackNodesTest {
    private static final String ANN = "U000000ANN";

    @TempDir
    Path directory;

    @Test
    void anyServer_answers_andARepetitionIsAnsweredByNone() throws Exception {
        var database = Postgres.fresh();
        try (var slack = new FakeWorkspace();
                var one = server("one", slack).on(database).named("one").start();
                var two = server("two", slack).on(database).named("two").start()) {
            slack.socket().awaitConnections(2);
            var client = one.client();
            client.app("shop", TestRepository.make(directory.resolve("repository")), "true");
            client.post("/api/0/tokens/", Map.of("name", "slack", "user", "ann", "rights", List.of("deploy")));
            var mention = slack.mentioned(ANN, "deploy shop");

            slack.socket().send("events_api", mention);
            slack.await("chat.postMessage", 1);
            var repeated = slack.socket().sendThroughOldest("events_api", mention);
            slack.socket().awaitAcknowledged(repeated);
            slack.socket().sendThroughOldest("events_api", slack.mentioned(ANN, "status shop"));

            assertThat(slack.await("chat.postMessage", 2)).hasSize(2);
            assertThat(deploys(client)).isEqualTo(1);
            assertThat(deploys(two.client())).isEqualTo(1);
        }
    }

    private TestServer.Setup server(String name, FakeWorkspace slack) throws Exception {
        var app = Files.writeString(directory.resolve("app"), FakeWorkspace.APP_TOKEN);
        var bot = Files.writeString(directory.resolve("bot"), FakeWorkspace.BOT_TOKEN);
        var file = Files.writeString(directory.resolve(name + ".yaml"), """
                allow_private_targets: true
                slack: {api_root: '%s', app_token: {file: '%s'}, token: {file: '%s'}, users: {%s: ann}}
                apps: {}
                """.formatted(slack.root(), app, bot, ANN));
        return TestServer.in(directory.resolve(name)).with(file);
    }

    private static int deploys(Client client) throws Exception {
        return client.get("/api/0/deploys/?app=shop").json().size();
    }
}
