package dev.waybill.slack;

import static dev.waybill.slack.FakeWorkspace.CHANNEL;
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
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** People who talk to a server from Slack: ann may deploy and lock, bob has no token for Slack, and eve is nobody. */
@Tag("processes")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.Random.class)
abstract class SlackFixture {
    static final String ANN = "U000000ANN";
    static final String BOB = "U000000BOB";
    static final String EVE = "U000000EVE";
    static final String CARL = "U00000CARL";

    FakeWorkspace slack;
    TestServer server;
    TestRepository repository;
    Client client;

    @BeforeAll
    final void start(@TempDir Path directory) throws Exception {
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
    final void stop() throws Exception {
        server.close();
        slack.close();
    }

    final void token(String user, String name, List<String> rights) throws Exception {
        var made = client.post("/api/0/tokens/", Map.of("name", name, "user", user, "rights", rights));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
    }

    final void app(String name, String command) throws Exception {
        client.app(name, repository, command);
    }

    final List<JsonNode> deploys(String app) throws Exception {
        return client.get("/api/0/deploys/?app=" + app).json().valueStream().toList();
    }

    final void lock(String app) throws Exception {
        var locked = client.put(
                "/api/0/apps/%s/envs/production/lock/".formatted(app),
                Map.of("reason", "<!channel> (say: deploy evil)"));
        assertThat(locked.status()).as(locked.text()).isLessThan(300);
    }

    final String press(String action, String value) throws Exception {
        return response(slack.pressed(ANN, action, value));
    }

    final String response(JsonNode pressed) throws Exception {
        var before = slack.awaitResponses(0).size();
        slack.socket().send("interactive", pressed);
        return words(slack.awaitResponses(before + 1).getLast());
    }
}
