package dev.waybill.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Pause;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What webhooks bring about; once for each database. The clock stands still for hours, as far as polling is concerned. */
abstract class WebhooksContract extends WebhooksFixture {
    private static final Duration SLOWER_THAN_ANY_MACHINE = Duration.ofSeconds(40);

    private JsonNode watch(String app, String environment) throws Exception {
        return client.get("/api/0/apps/%s/envs/%s/".formatted(app, environment))
                .json()
                .get("watch");
    }

    private String sha(String app, String environment) throws Exception {
        return watch(app, environment).get("sha").asString("");
    }

    private void await(String app, String environment, String sha) throws Exception {
        while (!sha(app, environment).equals(sha)) {
            Pause.briefly();
        }
    }

    private List<String> events(String kind) throws Exception {
        return client.get("/api/0/events/?app=shop&kind=" + kind)
                .json()
                .valueStream()
                .map(it -> it.at("/data/ref").asString())
                .toList();
    }

    @Test
    void push_isSeenAtOnce_byAllAppsOfTheRepository() throws Exception {
        await("shop", "production", repository.git("rev-parse", "main"));
        await("twin", "production", repository.git("rev-parse", "main"));
        var sha = repository.commit("readme", "better\n");
        var began = server.time().now();

        assertThat(signing.push(SECRET, "acme/shop").status()).isEqualTo(202);
        await("shop", "production", sha);
        await("twin", "production", sha);

        assertThat(Duration.between(began, server.time().now())).isLessThan(SLOWER_THAN_ANY_MACHINE);
    }

    @Test
    void createdAndDeletedBranches_areSeenAtOnce() throws Exception {
        await("shop", "production", repository.git("rev-parse", "main"));
        repository.git("branch", "feature");
        signing.github("create", SECRET, Signing.in("acme/shop"));
        await("shop", "staging", repository.git("rev-parse", "feature"));
        repository.git("branch", "-D", "feature");
        signing.github("delete", SECRET, Signing.in("acme/shop"));
        await("shop", "staging", "");

        assertThat(events("ref.deleted")).containsExactly("refs/heads/feature");
    }

    /** It claims a push that never was, and comes again and again. */
    @Test
    void replayedWebhook_changesNothing() throws Exception {
        await("shop", "production", repository.git("rev-parse", "main"));
        var moved = events("ref.moved");
        for (var i = 0; i < 20; i++) {
            assertThat(signing.push(SECRET, "acme/shop").status()).isEqualTo(202);
        }
        var sha = repository.commit("readme", "best\n");
        signing.push(SECRET, "acme/shop");
        await("shop", "production", sha);

        assertThat(events("ref.moved")).hasSize(moved.size() + 1);
        assertThat(client.get("/api/0/deploys/").json()).isEmpty();
    }
}
