package dev.waybill.incoming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Client;
import dev.waybill.Pause;
import dev.waybill.TestCli;
import dev.waybill.forge.fake.FakeGitHub;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Deployments that are not for the app are left to others, and people see why; trouble with one stops no other. */
class LeftDeploymentsTest extends IncomingFixture {
    private void assertLeft(long id, String reason) throws Exception {
        var noted = await(id);
        assertThat(noted.path("state").asString()).isEqualTo("left");
        assertThat(noted.path("reason").asString()).contains(reason);
        assertThat(atGitHub(id).states()).isEmpty();
        assertThat(deploys()).isEmpty();
    }

    @Test
    void others_areLeft_withTheReason() throws Exception {
        awaitLook();

        assertLeft(create("mallory"), "mallory is not an accepted creator (github.accept_deployments.from)");
        assertLeft(create(""), "its creator is unknown");
        assertLeft(create("alice", Map.of("task", "deploy:migrations")), "its task is \"deploy:migrations\"");
        assertLeft(create("alice", Map.of("environment", "preview")), "\"preview\" is not an accepted environment");
        assertLeft(create("alice", Map.of("sha", "main")), "it names no commit");
        assertLeft(create("alice", Map.of("payload", Map.of("waybill_app", "blog"))), "it is for the app \"blog\"");
        assertLeft(create("alice\u001b[31m"), "alice[31m is not an accepted creator");
    }

    @Test
    void deploymentWithAState_belongsToAnotherSystem() throws Exception {
        awaitLook();
        github.hang("GET .*/statuses", 1);
        var id = create("alice");
        while (github.requests("GET .*/statuses").isEmpty()) {
            pass();
        }
        github.report(id, "in_progress");

        assertThat(await(id).path("reason").asString()).contains("another system has reported a state");
        assertThat(deploys()).isEmpty();
    }

    @Test
    void ownDeployments_startNothing() throws Exception {
        awaitLook();
        github.lose("POST .*/deployments$", 1);
        client.awaitEnd(client.deploy("shop", ""));
        while (github.deployments().isEmpty()
                || github.deployments().getFirst().states().isEmpty()) {
            pass();
        }
        awaitLook();
        awaitLook();

        assertThat(incoming().path("deployments")).isEmpty();
        assertThat(deploys()).hasSize(1);
        assertThat(github.deployments()).hasSize(1);
    }

    @Test
    void outage_isShown_andNothingIsForgotten() throws Exception {
        awaitLook();
        github.fail("GET .*/deployments\\?per_page=5", 503, Map.of(), "{}", Integer.MAX_VALUE);
        var id = create("alice");
        while (trouble().isEmpty()) {
            pass();
        }
        assertThat(incoming().path("problem").asString()).contains("503");
        server.time().pass(Duration.ofHours(5));
        github.mend();

        assertThat(await(id).path("state").asString()).isEqualTo("started");
    }

    @Test
    void oneThatCannotBeRead_hidesNoOther() throws Exception {
        awaitLook();
        github.fail(
                "GET .*/deployments\\?per_page=5&page=1",
                200,
                Map.of("Content-Type", "application/json"),
                "[{\"id\": 1e999999999999, \"payload\": " + "9".repeat(2_000) + "}]",
                Integer.MAX_VALUE);
        github.fail(
                "GET .*/deployments\\?per_page=1&page=2",
                200,
                Map.of("Content-Type", "application/json"),
                "[{\"payload\": " + "9".repeat(2_000) + "}]",
                Integer.MAX_VALUE);
        create("alice");
        create("mallory");
        var id = create("alice");

        assertThat(await(id).path("state").asString()).isEqualTo("started");
    }

    @Test
    void statesThatCannotBeRead_holdUpThatOneOnly() throws Exception {
        awaitLook();
        var poor = create("alice");
        github.fail("GET .*/deployments/%d/statuses".formatted(poor), 500, Map.of(), "{}", Integer.MAX_VALUE);
        var good = create("alice", Map.of("environment", "staging"));

        assertThat(await(good).path("state").asString()).isEqualTo("started");
        assertThat(find(poor)).isEmpty();
        github.mend();
        assertThat(await(poor).path("state").asString()).isEqualTo("started");
    }

    @Test
    void deletedDeployment_endsItsDeployAsEver() throws Exception {
        awaitLook();
        github.hang("POST .*/statuses", 1);
        var id = create("alice");
        var noted = await(id);
        github.deleteDeployment(id);
        while (!deploys().getFirst().path("status").asString().equals("finished")) {
            pass();
        }
        awaitLook();

        assertThat(noted.path("deploy").asString()).isEqualTo("shop/production#1");
        assertThat(github.deployments()).isEmpty();
    }

    @Test
    void tokenThatWasRevoked_isShown() throws Exception {
        awaitLook();
        github.revoke(FakeGitHub.TOKEN);
        while (trouble().isEmpty()) {
            pass();
        }
        assertThat(incoming().path("problem").asString()).contains("GitHub");
    }

    @Test
    void commandLine_showsWhatBecameOfThem() throws Exception {
        awaitLook();
        var refused = create("alice", Map.of("ref", "-x"));
        await(refused);
        await(create("mallory\u001b[31m"));
        await(create("alice"));

        var done = new TestCli(server.url(), server.token(), directory).run("forge", "check", "shop");

        assertThat(done.code()).as(done.err()).isZero();
        assertThat(done.out())
                .contains("accepts deployments by alice, hubot[bot] in production, staging, seen at ")
                .containsPattern("deployment 1000 +production +alice +refused: Invalid ref")
                .containsPattern("deployment 1001 +production +mallory\\[31m +left to others: mallory")
                .containsPattern("deployment 1002 +production +alice +started shop/production#1")
                .doesNotContain("\u001b");
    }

    @Test
    void look_canBeAskedFor() throws Exception {
        awaitLook();
        var id = create("alice");
        var looks = github.requests("GET .*/deployments\\?per_page=5").size();
        server.client().post("/api/0/apps/shop/envs/production/look/", Map.of());
        while (github.requests("GET .*/deployments\\?per_page=5").size() == looks) {
            Pause.briefly();
        }

        assertThat(await(id).path("state").asString()).isEqualTo("started");
    }

    @Test
    void requiredRegistration_isThere() throws Exception {
        reload(APP + ", github: {repo: acme/shop, contexts: [], required: true, accept_deployments: {from: alice}}");
        awaitLook();
        github.fail("POST .*/deployments$", 503, Map.of(), "{}", Integer.MAX_VALUE);
        var id = create("alice");

        assertThat(await(id).path("state").asString()).isEqualTo("started");
        awaitState(id, "success");
    }

    @Test
    void lockOfTheUserOnWhoseBehalfItIs_doesNotRefuseIt() throws Exception {
        var token =
                client.post("/api/0/tokens/", Map.of("name", "t", "user", "ann", "rights", List.of("deploy", "lock")));
        var ann = new Client(server.url(), token.json().get("token").asString());
        ann.put("/api/0/apps/shop/envs/production/lock/", Map.of("reason", "db migration"));
        awaitLook();

        assertThat(await(create("alice")).path("state").asString()).isEqualTo("started");
        assertThat(await(create("hubot[bot]")).path("reason").asString()).contains("locked by ann");
    }
}
