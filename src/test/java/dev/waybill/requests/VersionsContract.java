package dev.waybill.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.SharedServer;
import dev.waybill.TestRepository;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Apps of which several versions went live. */
abstract class VersionsContract extends SharedServer {
    /** An app with a repository of its own. */
    protected final TestRepository app(String name, Map<String, ?> config) throws Exception {
        var repository = TestRepository.make(directory.resolve(name));
        client.app(name, repository, config);
        return repository;
    }

    /** An app in whose production two versions went live, one after the other; answers the second. */
    protected final String twoVersions(String name, Map<String, ?> config) throws Exception {
        var repository = app(name, config);
        client.awaitEnd(client.deploy(name, ""));
        var sha = repository.commit("readme", "better\n");
        client.awaitEnd(client.deploy(name, ""));
        return sha;
    }

    protected final JsonNode rollback(String app, Map<String, ?> more) throws Exception {
        var body = new HashMap<String, Object>(Map.of("reason", "prices were wrong"));
        body.putAll(more);
        var answer = client.post("/api/0/apps/%s/envs/production/rollback/".formatted(app), body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json();
    }

    protected final JsonNode production(String app) throws Exception {
        return client.get("/api/0/apps/%s/envs/production/".formatted(app)).json();
    }
}
