package dev.waybill.incoming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Postgres;
import dev.waybill.TestServer;
import dev.waybill.store.Database;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Several servers share the apps; several apps share a repository. */
@Tag("postgres")
class SharedDeploymentsTest extends IncomingFixture {
    /** Longer than a server may be without a heartbeat, so that for a moment each believes that it is the only one. */
    private static final Duration SILENCE = Duration.ofSeconds(25);

    private @Nullable Database shared;

    @Override
    protected Database database() throws Exception {
        shared = Postgres.fresh();
        return shared;
    }

    private TestServer second() throws Exception {
        return TestServer.in(directory.resolve("second"))
                .on(Objects.requireNonNull(shared))
                .with(directory.resolve("waybill.yaml"))
                .named("second")
                .start();
    }

    @Test
    void deployment_isStartedOnce_whenSeveralServersLook() throws Exception {
        awaitLook();
        try (var second = second()) {
            for (var i = 0; i < 15; i++) {
                var id = create("alice");
                while (!isNoted(id)) {
                    server.time().pass(SILENCE);
                    second.time().pass(SILENCE);
                    pass();
                }
            }
        }

        assertThat(deploys())
                .hasSize(15)
                .extracting(it -> it.path("sha").asString())
                .containsOnly(sha());
        assertThat(github.deployments()).hasSize(15);
    }

    @Test
    void deploymentsOfADeadServer_areTakenOver() throws Exception {
        awaitLook();
        server.close();
        var id = create("alice");
        server = second();
        client = server.client();
        server.time().pass(SILENCE);

        assertThat(await(id).path("state").asString()).isEqualTo("started");
    }

    @Test
    void deploymentForSeveralApps_isStartedByTheOneThatItNames() throws Exception {
        client.post(
                "/api/0/apps/",
                Map.of(
                        "name",
                        "blog",
                        "repository",
                        repository.path().toString(),
                        "provider",
                        "shell",
                        "provider_config",
                        Map.of("command", "true"),
                        "via",
                        "github",
                        "forge",
                        Map.of("repo", "acme/shop", "accept_deployments", Map.of("from", "ALICE"))));
        awaitLook();
        while (ofBlog().path("dateSeen").isNull()) {
            pass();
        }

        var unclear = create("alice");
        var blogs = create("alice", Map.of("payload", Map.of("waybill_app", "blog")));
        var own = create("hubot[bot]");

        assertThat(await(unclear).path("reason").asString())
                .isEqualTo(
                        "blog and shop accept it; name one of them in its payload, such as {\"waybill_app\": \"shop\"}");
        assertThat(await(own).path("deploy").asString()).isEqualTo("shop/production#1");
        while (startedByBlog().findAny().isEmpty()) {
            pass();
        }
        assertThat(startedByBlog()).containsExactly(Long.toString(blogs));
        assertThat(deploys()).hasSize(1);
    }

    private Stream<String> startedByBlog() throws Exception {
        return ofBlog().path("deployments")
                .valueStream()
                .filter(it -> it.path("state").asString().equals("started"))
                .map(it -> it.path("deployment").asString());
    }

    private JsonNode ofBlog() throws Exception {
        return client.get("/api/0/apps/blog/forge/").json().path("incoming");
    }
}
