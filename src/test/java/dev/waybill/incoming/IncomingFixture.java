package dev.waybill.incoming;

import dev.waybill.Pause;
import dev.waybill.apps.AppId;
import dev.waybill.forge.fake.FakeGitHub;
import dev.waybill.forge.fake.ShopAtGitHub;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import tools.jackson.databind.JsonNode;

/** A server whose only app accepts deployments by alice, who is ann here, and by hubot. */
@Tag("processes")
abstract class IncomingFixture extends ShopAtGitHub {
    private static final int MANY = 1_000;

    static final String APP = "deploy: \"true\", via: github, parameters: {note: {type: text}, count: {type: number}}";
    static final String OFF = APP + ", github: {repo: acme/shop, contexts: []}";
    private static final String ON =
            APP + ", github: {repo: acme/shop, contexts: [], accept_deployments: {from: [alice, 'hubot[bot]'], "
                    + "environments: [production, staging], users: {alice: ann}}}";

    private @Nullable AppId id;

    @Override
    protected String settings() {
        return ON;
    }

    /** Creates a deployment of the newest commit to production. */
    final long create(String creator) throws Exception {
        return create(creator, Map.of());
    }

    /** @param other fields than usual */
    final long create(String creator, Map<String, ?> other) throws Exception {
        var fields = new LinkedHashMap<String, Object>(
                Map.of("sha", sha(), "ref", "main", "environment", "production", "task", "deploy"));
        fields.putAll(other);
        return github.deployment(creator, fields);
    }

    /** Waits until the server has looked. */
    final void awaitLook() throws Exception {
        var before = seen();
        while (seen().equals(before)) {
            pass();
        }
    }

    private Optional<Instant> seen() throws Exception {
        return known().watch(app()).map(IncomingWatch::seenAt);
    }

    /** Why its last look failed; empty if it has not. */
    final Optional<String> trouble() throws Exception {
        return known().watch(app()).map(IncomingWatch::trouble);
    }

    /** What the server has noted; the API's answer takes a whole check of the credential. */
    private Incoming known() {
        return server.engine().accepting().incoming();
    }

    final JsonNode incoming() throws Exception {
        return client.get("/api/0/apps/shop/forge/").json().path("incoming");
    }

    /** Waits until the server knows that the app accepts none any more. */
    final void awaitOff() throws Exception {
        while (known().watch(app()).isPresent()) {
            pass();
        }
    }

    final AppId app() throws Exception {
        if (id == null) {
            id = new AppId(Long.parseLong(
                    client.get("/api/0/apps/shop/").json().path("id").asString()));
        }
        return id;
    }

    /** Waits until a deployment is noted, and returns what became of it. */
    final JsonNode await(long deployment) throws Exception {
        while (!isNoted(deployment)) {
            pass();
        }
        return find(deployment).get();
    }

    final boolean isNoted(long deployment) throws Exception {
        return known().newest(app(), MANY).stream().anyMatch(it -> it.deployment() == deployment);
    }

    final Optional<JsonNode> find(long deployment) throws Exception {
        return incoming()
                .path("deployments")
                .valueStream()
                .filter(it -> it.path("deployment").asString().equals(Long.toString(deployment)))
                .findFirst();
    }

    final FakeGitHub.Deployment atGitHub(long deployment) {
        return github.deployments().stream()
                .filter(it -> it.id() == deployment)
                .findFirst()
                .orElseThrow();
    }

    /** Waits until a deployment has a state, and returns all of its states. */
    final List<String> awaitState(long deployment, String state) throws Exception {
        while (!states(deployment).contains(state)) {
            pass();
        }
        return states(deployment);
    }

    private List<String> states(long deployment) {
        return atGitHub(deployment).states().stream()
                .map(FakeGitHub.DeploymentState::state)
                .toList();
    }

    final List<JsonNode> deploys() throws Exception {
        return client.get("/api/0/deploys/?app=shop&limit=100")
                .json()
                .valueStream()
                .toList();
    }

    final void pass() throws InterruptedException {
        server.time().pass(Duration.ofSeconds(1));
        Pause.briefly();
    }
}
