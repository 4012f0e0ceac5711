package dev.waybill.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Client;
import dev.waybill.SharedServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Played deploys to several hosts. */
abstract class HostsFixture extends SharedServer {
    static final List<String> HOSTS = List.of("web1", "web2", "web3");

    final JsonNode ended(JsonNode deploy) throws Exception {
        client.awaitTheEnd(deploy);
        return client.show(deploy);
    }

    static Map<String, Object> config(List<String> hosts, String... failing) {
        return Map.of("length", 0.001, "steps", "go", "lines", 1, "hosts", hosts, "fails_on", List.of(failing));
    }

    final void app(String name, Map<String, ?> config) throws Exception {
        var answer = client.newApp(name, repository, "fake", config);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    }

    final void change(String name, Map<String, ?> config) throws Exception {
        var answer = client.put("/api/0/apps/%s/".formatted(name), Map.of("provider_config", config));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    /** A deploy that has failed on web2 and web3. */
    final JsonNode failed(String app) throws Exception {
        app(app, config(HOSTS, "web2", "web3"));
        return ended(client.deploy(app, ""));
    }

    final Client.Answer retry(JsonNode deploy) throws Exception {
        return client.post(
                "/api/0/deploys/%s/retry/".formatted(deploy.get("id").asString()), Map.of("failed_hosts", true));
    }

    final JsonNode retried(JsonNode deploy) throws Exception {
        var answer = retry(deploy);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return ended(answer.json());
    }

    static List<String> only(JsonNode deploy) {
        return deploy.at("/task/onlyHosts")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    static Map<String, String> hosts(JsonNode deploy) {
        var hosts = new HashMap<String, String>();
        deploy.at("/task/hosts")
                .properties()
                .forEach(host -> hosts.put(host.getKey(), host.getValue().asString()));
        return hosts;
    }
}
