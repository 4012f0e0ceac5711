package dev.waybill.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Client;
import dev.waybill.Pause;
import dev.waybill.TestRepository;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Apps with checks at a host, and requests for their deploys. */
record CheckedApps(Client client, TestRepository repository, CheckHost host) {
    void app(String name, Map<String, ?> check) throws Exception {
        client.app(name, repository, "echo ran");
        configure(name, List.of(check));
    }

    void configure(String name, List<? extends Map<String, ?>> checks) throws Exception {
        var answer = client.put("/api/0/apps/%s/".formatted(name), Map.of("checks", checks));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    Map<String, ?> http(Object... more) {
        var config = new LinkedHashMap<String, Object>(Map.of("url", host.url() + "{app}/{sha}"));
        for (var i = 0; i < more.length; i += 2) {
            config.put(String.valueOf(more[i]), more[i + 1]);
        }
        return Map.of("type", "http", "config", config);
    }

    Client.Answer request(String app, Map<String, ?> more) throws Exception {
        var body = new LinkedHashMap<String, Object>(Map.of("app", app));
        body.putAll(more);
        return client.post("/api/0/deploys/", body);
    }

    String head() throws Exception {
        return repository.git("rev-parse", "HEAD").strip();
    }

    JsonNode waiting(String app) throws Exception {
        var answer = request(app, Map.of());
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return client.show(answer.json());
    }

    void awaitBlocker(JsonNode deploy, String code) throws Exception {
        while (!client.show(deploy).at("/blockers/0/code").asString().equals(code)) {
            Pause.briefly();
        }
    }

    String outcome(JsonNode deploy) throws Exception {
        client.awaitEnd(deploy);
        return client.show(deploy).get("outcome").asString();
    }
}
