package dev.waybill.api.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.api.ApiFixture;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Reads that are repeated: told in short when nothing has changed, and answered when something has. */
@Tag("processes")
class ReadingTest extends ApiFixture {
    @Test
    void whatIsKnownAlready_isNotSentAgain() throws Exception {
        client.app("shop", repository, "true");
        client.awaitEnd(client.deploy("shop", ""));
        for (var path : List.of(
                "/api/0/apps/",
                "/api/0/apps/shop/",
                "/api/0/apps/shop/history/",
                "/api/0/deploys/",
                "/api/0/deploys/1/",
                "/api/0/deploys/1/log/",
                "/api/0/events/",
                "/api/0/deploy-stats/")) {
            var first = client.get(path);
            var tag = first.response().headers().firstValue("ETag").orElseThrow();
            var again = client.send(client.request(path).header("If-None-Match", "\"other\", W/" + tag));
            var other = client.send(client.request(path).header("If-None-Match", "\"other\""));

            assertThat(first.status()).as(path).isEqualTo(200);
            assertThat(again.status()).as(path).isEqualTo(304);
            assertThat(again.text()).as(path).isEmpty();
            assertThat(again.response().headers().firstValue("ETag")).hasValue(tag);
            assertThat(other.status()).as(path).isEqualTo(200);
        }
    }

    /** Lists are tagged by the tags of what they consist of. */
    @Test
    void lists_haveAnotherTag_whenOneOfThemChanges() throws Exception {
        client.app("shop", repository, "true");
        client.app("wiki", repository, "true");
        client.awaitEnd(client.deploy("shop", ""));
        var apps = tag("/api/0/apps/");
        var deploys = tag("/api/0/deploys/");

        client.put("/api/0/apps/wiki/", Map.of("name", "handbook"));
        client.awaitEnd(client.deploy("shop", ""));

        assertThat(tag("/api/0/apps/")).isNotEqualTo(apps);
        assertThat(tag("/api/0/apps/?name=shop")).isNotEqualTo(tag("/api/0/apps/"));
        assertThat(tag("/api/0/deploys/")).isNotEqualTo(deploys);
        assertThat(tag("/api/0/deploys/?limit=1")).isNotEqualTo(tag("/api/0/deploys/1/"));
    }

    private String tag(String path) throws Exception {
        return client.get(path).response().headers().firstValue("ETag").orElseThrow();
    }

    @Test
    void wait_answersWhenTheStateChanges() throws Exception {
        client.app("shop", repository, "echo begun; while [ ! -e '%s/go' ]; do sleep 0.2; done".formatted(directory));
        var deploy = client.deploy("shop", "");
        client.awaitLog(deploy, "begun\n");

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answer = threads.submit(() -> client.get("/api/0/deploys/1/?wait=60"));
            Files.createFile(directory.resolve("go"));

            assertThat(answer.get().json().get("status").asString()).isEqualTo("finished");
        }
        assertThat(client.get("/api/0/deploys/1/?wait=60").json().get("outcome").asString())
                .isEqualTo("succeeded");
        assertThat(client.get("/api/0/deploys/1/?wait=61").status()).isEqualTo(400);
    }

    /** What changed between two requests is not waited for once more. */
    @Test
    void wait_answersAtOnce_ifTheClientKnowsAnOlderState() throws Exception {
        client.app("shop", repository, "echo begun; while [ ! -e '%s/go' ]; do sleep 0.2; done".formatted(directory));
        var deploy = client.deploy("shop", "");
        client.awaitLog(deploy, "begun\n");

        var answer = client.send(client.request("/api/0/deploys/1/?wait=60").header("If-None-Match", "\"older\""));
        Files.createFile(directory.resolve("go"));

        assertThat(answer.json().get("status").asString()).isEqualTo("in_progress");
        client.awaitEnd(deploy);
    }

    @Test
    void oldRoutes_answerAsTheyDid() throws Exception {
        client.app("shop", repository, "true");
        client.awaitEnd(client.deploy("shop", ""));
        var ofBlog = with(Map.of("name", "b", "rights", List.of("read"), "environments", List.of("staging")));

        var stats = client.get("/api/0/deploy-stats/?app=shop").json();
        var config = client.get("/api/0/config/");

        assertThat(stats).hasSize(31);
        assertThat(stats.get(30).get(1).asInt()).isEqualTo(1);
        assertThat(stats.get(0).get(1).asInt()).isZero();
        assertThat(stats.get(30).get(0).asLong() - stats.get(0).get(0).asLong()).isBetween(2_588_000L, 2_596_000L);
        assertThat(client.get("/api/0/deploy-stats/").json().get(30).get(1).asInt())
                .isEqualTo(1);
        assertThat(ofBlog.get("/api/0/deploy-stats/").json().get(30).get(1).asInt())
                .isZero();
        assertThat(client.get("/api/0/deploy-stats/?app=nosuch").status()).isEqualTo(404);
        assertThat(config.status()).isEqualTo(201);
        assertThat(config.json().propertyNames()).containsExactlyInAnyOrder("SENTRY_PUBLIC_DSN", "VERSION");
    }
}
