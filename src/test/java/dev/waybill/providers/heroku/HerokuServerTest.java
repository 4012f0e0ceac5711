package dev.waybill.providers.heroku;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Client;
import dev.waybill.TestRepository;
import dev.waybill.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A real server that deploys to a fake Heroku. */
@Tag("processes")
class HerokuServerTest {
    @Test
    void deploy_goesOnAfterARestart_andACancelStopsTheNextOne(@TempDir Path directory) throws Exception {
        var repository = TestRepository.make(directory.resolve("repository"));
        var token = Files.writeString(directory.resolve("token"), FakeHeroku.TOKEN + "\n");
        var file = Files.writeString(directory.resolve("waybill.yaml"), """
                allow_private_targets: true
                apps: {}
                """);
        var setup = TestServer.in(directory.resolve("data")).with(file);
        try (var heroku = new FakeHeroku()) {
            var shop = heroku.app("shop");
            shop.looksAtBuild = 2;
            heroku.streams.open = new CountDownLatch(1);
            var settings = Map.of("app", "shop", "token", Map.of("file", token.toString()), "api_root", heroku.url());
            JsonNode deploy;
            try (var server = setup.start()) {
                app(server.client(), "shop", repository, settings);
                deploy = server.client().deploy("shop", "");
                server.client().awaitLog(deploy, "-----> Done");
            }
            try (var server = setup.start()) {
                heroku.streams.open.countDown();
                var log = server.client().awaitEnd(deploy);

                assertThat(log).containsOnlyOnce("-----> Building").contains(">> succeeded");
                assertThat(shop.builds).hasSize(1);
                assertThat(server.client().show(deploy).toString()).contains("Heroku release v1");

                cancelled(server.client(), heroku, shop);
                pushed(server.client(), repository, heroku, settings, directory.resolve("git"));
            }
        }
    }

    private static void app(Client client, String name, TestRepository repository, Map<String, ?> settings)
            throws Exception {
        var answer = client.newApp(name, repository, "heroku", settings);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    }

    private static void cancelled(Client client, FakeHeroku heroku, FakeApp shop) throws Exception {
        shop.looksAtBuild = Integer.MAX_VALUE;
        heroku.streams.open = new CountDownLatch(1);
        shop.says = "token " + FakeHeroku.TOKEN + "\n";
        var deploy = client.deploy("shop", "");
        client.awaitLog(deploy, "token ***\n");

        client.put("/api/0/deploys/%s/".formatted(deploy.get("id").asString()), Map.of("status", "cancelled"));

        assertThat(client.awaitEnd(deploy)).contains(">> the build at Heroku was stopped", ">> cancelled");
        assertThat(shop.builds).hasSize(2);
    }

    /** What the other side says is masked like the output of any command. */
    private static void pushed(
            Client client, TestRepository repository, FakeHeroku heroku, Map<String, ?> settings, Path directory)
            throws Exception {
        try (var git = new GitBackend(directory, heroku.app("shop")::released)) {
            git.hook("read old new ref; echo token %s; echo $new > built".formatted(FakeHeroku.TOKEN));
            var all = new HashMap<String, Object>(settings);
            all.putAll(Map.of("via", "git", "git_root", git.url()));
            app(client, "pushed", repository, all);

            var log = client.awaitEnd(client.deploy("pushed", ""));

            assertThat(log).contains("remote: token ***", ">> succeeded").doesNotContain(FakeHeroku.TOKEN);
        }
    }
}
