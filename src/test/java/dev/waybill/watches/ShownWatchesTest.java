package dev.waybill.watches;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Browser;
import dev.waybill.Pause;
import dev.waybill.SharedServer;
import dev.waybill.TestCli;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** How fresh refs are, as people see it. */
class ShownWatchesTest extends SharedServer {
    private JsonNode watch(String app, String environment) throws Exception {
        return client.get("/api/0/apps/%s/envs/%s/".formatted(app, environment))
                .json()
                .get("watch");
    }

    private JsonNode awaitSummary(String app, String begin) throws Exception {
        while (!watch(app, "production").get("summary").asString().startsWith(begin)) {
            server.time().pass(Duration.ofSeconds(5));
            Pause.briefly();
        }
        return watch(app, "production");
    }

    @Test
    void freshness_isShown_whereAnEnvironmentIs() throws Exception {
        client.app("shop", repository, "true");
        var watch = awaitSummary("shop", "seen ");

        var cli = new TestCli(server.url(), server.token(), directory).run("status", "shop", "in", "production");

        var sha = repository.git("rev-parse", "HEAD");
        assertThat(watch.get("sha").asString()).isEqualTo(sha);
        assertThat(watch.get("message").isNull()).isTrue();
        assertThat(watch.get("summary").asString()).matches("seen \\d+ s ago, next look (in \\d+ s|now)");
        assertThat(cli.err())
                .containsPattern("ref +(main|HEAD) \\(%s\\), seen \\d+ s ago".formatted(sha.substring(0, 10)));
    }

    @Test
    void look_isMadeAtOnce_whenSomebodyAsks() throws Exception {
        client.app("asked", repository, "true");
        awaitSummary("asked", "seen ");
        var sha = repository.commit("readme", "better\n");

        var answer = client.post("/api/0/apps/asked/envs/production/look/", Map.of());
        while (!watch("asked", "production").get("sha").asString().equals(sha)) {
            Pause.briefly();
        }

        assertThat(answer.status()).isEqualTo(202);
        assertThat(client.get("/api/0/events/?app=asked&kind=ref.moved")
                        .json()
                        .at("/0/data/sha")
                        .asString())
                .isEqualTo(sha);
    }

    @Test
    void commit_isNotWatched() throws Exception {
        client.app("fixed", repository, "true");
        var sha = repository.git("rev-parse", "HEAD");
        client.put("/api/0/apps/fixed/", Map.of("environments", Map.of("staging", Map.of("defaultRef", sha))));

        assertThat(watch("fixed", "staging").isNull()).isTrue();
    }

    @Test
    void environmentThatAnAppDoesNotList_isNotWatched() throws Exception {
        client.app("listed", repository, "true");
        client.put("/api/0/apps/listed/", Map.of("environments", Map.of("staging", Map.of("defaultRef", "main"))));

        assertThat(watch("listed", "production").isNull()).isTrue();
        assertThat(watch("listed", "staging").get("summary").asString()).isNotEmpty();
    }

    @Test
    void repositoryThatDoesNotAnswer_isShown_withTheReason() throws Exception {
        var none = directory.resolve("nosuch").toString();
        var command = Map.of("command", "true");
        client.post(
                "/api/0/apps/",
                Map.of("name", "gone", "repository", none, "provider", "shell", "provider_config", command));

        var watch = awaitSummary("gone", "never seen, next look ");
        server.time().pass(Duration.ofMinutes(3));
        var browser = Browser.at(server);
        var cookie = browser.signIn(server.token());
        while (!browser.get("/", cookie).text().contains("Repository never seen, next look ")) {
            Pause.briefly();
        }

        assertThat(watch.get("dateSeen").isNull()).isTrue();
        assertThat(watch.get("message").asString()).startsWith("not found: ");
    }
}
