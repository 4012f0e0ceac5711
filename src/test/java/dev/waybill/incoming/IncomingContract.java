package dev.waybill.incoming;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Deployments that others create start a deploy exactly once; once for each database. */
abstract class IncomingContract extends IncomingFixture {
    @Test
    void deployment_startsADeploy_andGetsItsStates() throws Exception {
        awaitLook();
        var id = create("alice", Map.of("description", "fix the\nbasket"));

        var noted = await(id);

        assertThat(noted.path("deploy").asString()).isEqualTo("shop/production#1");
        assertThat(awaitState(id, "success")).doesNotHaveDuplicates();
        assertThat(github.deployments()).hasSize(1);
        assertThat(deploys()).singleElement().satisfies(deploy -> {
            assertThat(deploy.at("/user/name").asString()).isEqualTo("ann");
            assertThat(deploy.path("requestedBy").asString()).isEqualTo("alice at GitHub on behalf of ann");
            assertThat(deploy.path("sha").asString()).isEqualTo(sha());
            assertThat(deploy.path("ref").asString()).isEqualTo("main");
            assertThat(deploy.path("reason").asString()).isEqualTo("fix the basket");
            assertThat(deploy.path("trigger").asString()).isEqualTo("code_host");
        });
        var registration =
                client.get("/api/0/deploys/shop/production/1/registration/").json();
        assertThat(registration.path("deployment").asString()).isEqualTo(Long.toString(id));
        assertThat(atGitHub(id).states().getLast().logUrl()).endsWith("/apps/shop/production/1");
    }

    @Test
    void creatorWithoutAUserHere_hasANameOfTheirOwn() throws Exception {
        awaitLook();
        await(create("hubot[bot]"));

        assertThat(deploys().getFirst().at("/user/name").asString()).isEqualTo("hubot[bot] at GitHub");
    }

    @Test
    void whatWasThereBefore_isLeftAlone() throws Exception {
        reload(OFF);
        awaitOff();
        var old = create(
                "alice",
                Map.of("created_at", Instant.now().minus(Duration.ofMinutes(10)).toString()));
        reload(settings());
        awaitLook();
        var young = create("alice");
        await(young);

        assertThat(find(old)).isEmpty();
        assertThat(atGitHub(old).states()).isEmpty();
        assertThat(deploys()).hasSize(1);
    }

    @Test
    void manyAtOnce_areStartedInTheirOrder() throws Exception {
        awaitLook();
        var ids = new ArrayList<Long>();
        for (var i = 0; i < 12; i++) {
            ids.add(create("alice", Map.of("environment", i % 2 == 0 ? "production" : "staging")));
        }
        await(ids.getLast());

        for (var i = 0; i < 12; i++) {
            assertThat(await(ids.get(i)).path("deploy").asString()).endsWith("#" + (i / 2 + 1));
        }
        assertThat(deploys()).hasSize(12);
    }

    @Test
    void lock_refuses_andTheCodeHostIsToldWhy() throws Exception {
        client.put("/api/0/apps/shop/envs/production/lock/", Map.of("reason", "db migration"));
        awaitLook();
        var id = create("alice");

        var noted = await(id);

        assertThat(noted.path("state").asString()).isEqualTo("refused");
        assertThat(noted.path("reason").asString()).contains("production of shop is locked by admin", "db migration");
        assertThat(awaitState(id, "failure")).containsExactly("failure");
        assertThat(atGitHub(id).states().getFirst().description())
                .startsWith("Not deployed: production of shop is locked by admin");
        client.delete("/api/0/apps/shop/envs/production/lock/");
        awaitLook();
        assertThat(deploys()).isEmpty();
    }

    @Test
    void commitThatDoesNotExist_isAnError() throws Exception {
        awaitLook();
        var id = create("alice", Map.of("sha", "0123456789".repeat(4)));

        assertThat(await(id).path("reason").asString()).contains("0123456");
        assertThat(awaitState(id, "error")).containsExactly("error");
    }

    @Test
    void strangeRef_isAnError() throws Exception {
        awaitLook();
        var id = create("alice", Map.of("ref", "-x\u0000; rm -rf /"));

        assertThat(await(id).path("reason").asString()).contains("Invalid ref");
        assertThat(awaitState(id, "error")).containsExactly("error");
    }

    @Test
    void payload_givesTheDeclaredParameters_andNothingElse() throws Exception {
        awaitLook();
        var payload = Map.of("note", "blue", "count", 3, "other", "x", "name", Map.of("a", List.of(1)));

        await(create("alice", Map.of("payload", payload)));
        await(create("alice", Map.of("payload", "{\"note\": \"green\"}")));
        await(create("alice", Map.of("payload", "not JSON")));

        assertThat(deploys().reversed())
                .extracting(it -> it.path("params"))
                .containsExactly(
                        JsonMapper.shared().readTree("{\"note\": \"blue\", \"count\": 3}"),
                        JsonMapper.shared().readTree("{\"note\": \"green\"}"),
                        JsonMapper.shared().readTree("{}"));
    }

    @Test
    void parameterThatDoesNotFit_isAnError() throws Exception {
        awaitLook();
        var letters = create("alice", Map.of("payload", Map.of("count", "many")));
        var zero = create("alice", Map.of("payload", Map.of("note", "a\u0000b")));
        var good = create("alice");

        assertThat(await(letters).path("reason").asString()).contains("params.count", "must be a number");
        assertThat(await(zero).path("state").asString()).isIn("started", "refused");
        assertThat(await(good).path("state").asString()).isEqualTo("started");
    }

    @Test
    void payloadOfAMegabyte_stopsNoOther() throws Exception {
        awaitLook();
        var large = "x".repeat(1 << 20);
        var unused = create("alice", Map.of("payload", Map.of("blob", large)));
        var used = create("alice", Map.of("payload", Map.of("note", large)));
        var small = create("alice");

        assertThat(await(unused).path("state").asString()).isEqualTo("started");
        assertThat(await(used).path("reason").asString()).contains("params.note");
        assertThat(await(small).path("state").asString()).isEqualTo("started");
    }

    @Test
    void serverThatIsKilledAtAnyRequest_startsItOnce() throws Exception {
        awaitLook();
        var requests = List.of(
                "GET .*/deployments\\?per_page=5&page=1", "GET .*/deployments/\\d+/statuses", "POST .*/statuses");
        for (var request : requests) {
            var before = github.requests(request).size();
            github.hang(request, 1);
            var id = create("alice");
            while (github.requests(request).size() == before) {
                pass();
            }
            server.close();
            restart();
            assertThat(await(id).path("state").asString()).isEqualTo("started");
            awaitState(id, "success");
        }
        awaitLook();

        assertThat(github.deployments()).hasSize(3);
        assertThat(deploys()).hasSize(3);
    }

    @Test
    void serverThatIsKilledBeforeItAnswers_answersLater() throws Exception {
        client.put("/api/0/apps/shop/envs/production/lock/", Map.of("reason", "db migration"));
        awaitLook();
        github.hang("POST .*/statuses", 1);
        var id = create("alice");
        await(id);
        while (github.requests("POST .*/statuses").isEmpty()) {
            pass();
        }
        server.close();
        restart();

        assertThat(awaitState(id, "failure")).containsExactly("failure");
    }
}
