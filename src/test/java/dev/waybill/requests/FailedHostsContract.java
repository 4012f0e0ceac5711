package dev.waybill.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Retries on failed hosts only, and their refusals; once for each database. */
abstract class FailedHostsContract extends HostsFixture {
    private void assertRefused(JsonNode deploy, String why) throws Exception {
        var answer = retry(deploy);

        assertThat(answer.status()).as(answer.text()).isEqualTo(409);
        assertThat(answer.json().get("error").asString()).contains(why);
    }

    @Test
    void retry_goesToFailedHosts_untilNoneIsLeft_andMakesTheVersionLive() throws Exception {
        var first = failed("chain");
        change("chain", config(HOSTS, "web3"));
        var second = retried(first);
        change("chain", config(HOSTS));
        var third = retried(second);

        assertThat(hosts(first)).containsOnly(entry("web1", "ok"), entry("web2", "failed"), entry("web3", "failed"));
        assertThat(only(first)).isEmpty();
        assertThat(only(second)).containsExactly("web2", "web3");
        assertThat(hosts(second)).containsOnly(entry("web2", "ok"), entry("web3", "failed"));
        assertThat(only(third)).containsExactly("web3");
        assertThat(third.get("outcome").asString()).isEqualTo("succeeded");
        assertThat(client.get("/api/0/apps/chain/envs/production/")
                        .json()
                        .at("/live/sha")
                        .asString())
                .isEqualTo(third.get("sha").asString());
        assertRefused(third, "no host of chain/production#3 has failed; to deploy to all hosts again: waybill retry");
        assertThat(only(ended(client.post("/api/0/deploys/chain/production/3/retry/", Map.of())
                        .json())))
                .isEmpty();
    }

    @Test
    void repeatedRequest_isAnsweredWithTheSameDeploy_alsoOnceThatHasRun() throws Exception {
        var deploy = failed("repeated");
        var path = "/api/0/deploys/%s/retry/".formatted(deploy.get("id").asString());
        var body = "{\"failedHosts\": true}";

        var first = client.send(keyed(path, body)).json();
        ended(first);
        var again = client.send(keyed(path, body));
        var other = client.send(keyed(path, "{}"));

        assertThat(again.json().get("id")).isEqualTo(first.get("id"));
        assertThat(other.json().get("error_name").asString()).isEqualTo("idempotency_conflict");
    }

    private HttpRequest.Builder keyed(String path, String body) {
        return client.request(path)
                .header("Idempotency-Key", "one")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    @Test
    void deployThatTellsNothing_orWhoseProviderAlwaysReachesAll_isRefused() throws Exception {
        client.app("plain", repository, "echo '::waybill host web1 failed'; false");
        app("silent", Map.of("length", 0.001, "hosts", HOSTS, "fails_at", "build"));
        app("none", config(List.of()));

        assertRefused(ended(client.deploy("plain", "")), "the provider shell always deploys to all hosts");
        assertRefused(ended(client.deploy("none", "")), "the provider fake always deploys to all hosts");
        assertRefused(
                ended(client.deploy("silent", "")), "nothing was reported about the hosts of silent/production#1");
    }

    @Test
    void otherHosts_areNoticed() throws Exception {
        var deploy = failed("moved");
        change("moved", config(List.of("web1", "web2"), "web2"));

        assertRefused(deploy, "the configuration of production chooses other hosts since moved/production#1");
    }

    @Test
    void newerDeploy_isNoticed() throws Exception {
        var first = failed("newer");
        var second = ended(client.deploy("newer", ""));

        assertRefused(first, "newer/production#2 has started since newer/production#1 ended");
        assertThat(only(retried(second))).containsExactly("web2", "web3");
    }

    @Test
    void recordedDeploy_isNoticed() throws Exception {
        var first = failed("recorded");
        var recorded = client.post(
                "/api/0/apps/recorded/envs/production/record/",
                Map.of("sha", first.get("sha").asString(), "reason", "by hand"));
        assertThat(recorded.status()).as(recorded.text()).isEqualTo(201);

        assertRefused(first, "recorded/production#2 has started since recorded/production#1 ended");
    }

    @Test
    void tooManyHosts_areRefused_becauseNotAllAreKnown() throws Exception {
        var many = IntStream.range(0, 501).mapToObj("web%d"::formatted).toList();
        app("many", config(many, "web500"));

        assertRefused(ended(client.deploy("many", "")), "only the first 500 hosts of many/production#1 are known");
    }

    @Test
    void deployThatStartsWhileTheRetryWaits_failsIt_beforeItTouchesAHost() throws Exception {
        var first = failed("overtaken");
        client.put("/api/0/drain/", Map.of());
        JsonNode retry;
        try {
            client.deploy("overtaken", "");
            retry = retry(first).json();
        } finally {
            client.delete("/api/0/drain/");
        }

        var ended = ended(retry);

        assertThat(ended.get("outcome").asString()).isEqualTo("failed");
        assertThat(ended.get("message").asString())
                .isEqualTo(
                        "overtaken/production#2 has started meanwhile, so the other hosts may have another version by now");
        assertThat(hosts(ended)).isEmpty();
    }
}
