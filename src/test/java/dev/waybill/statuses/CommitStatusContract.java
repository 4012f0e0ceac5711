package dev.waybill.statuses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.waybill.Pause;
import dev.waybill.forge.fake.FakeGitHub;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** GitHub shows what became of a commit as its status, green only once it was deployed, whatever happens on the way. */
abstract class CommitStatusContract extends CommitStatusFixture {
    @Test
    void deployThatWaits_isPending_withTheReason_andGreenOnceItIsDeployed() throws Exception {
        var deploy = deployBehindLock("db migration");
        var waiting = await("pending", "db migration");
        client.put(LOCK, Map.of("reason", "second migration"));
        await("pending", "second migration");
        client.delete(LOCK);
        var running = await("pending", "In progress");
        latch.open();
        client.awaitEnd(deploy);
        var deployed = await("success", "Deployed as shop/production#1");

        assertThat(waiting.link()).isEqualTo(server.url() + "/apps/shop/production/1");
        assertThat(running.description()).contains("bob");
        assertThat(deployed.link()).isEqualTo(waiting.link());
        assertThat(statuses()).extracting(FakeGitHub.Published::state).endsWith("pending", "pending", "success");
        assertThat(statuses()).filteredOn(it -> it.state().equals("success")).hasSize(1);
    }

    /** The app names no contexts, so all that were reported must have passed: here, and for the deployment at GitHub. */
    @Test
    void ownStatus_isNoCheck_neitherHereNorAtGitHub() throws Exception {
        latch.open();
        var deploy = deployBehindLock("db migration");
        await("pending", "db migration");
        client.delete(LOCK);
        while (!client.show(deploy).path("status").asString().equals("finished")
                && client.show(deploy).path("dateFinished").isNull()) {
            server.time().pass(WHILE);
            Pause.briefly();
        }
        await("success", "");

        assertThat(github.deployments()).hasSize(1);
        assertThat(github.answers()).doesNotContain(409);
    }

    @Test
    void deployThatTakesSeconds_getsOneStatus() throws Exception {
        latch.open();
        client.awaitEnd(client.deploy("shop", ""));
        await("success", "");

        assertThat(statuses()).hasSize(1);
    }

    @Test
    void deployThatFails_isAFailure_withoutSecrets() throws Exception {
        deployBehindLock("use correct-horse-battery");
        var waiting = await("pending", "use");
        client.put("/api/0/deploys/shop/production/1/", Map.of("status", "cancelled"));
        var ended = await("failure", "was cancelled");

        assertThat(waiting.description()).contains("use ***").doesNotContain("horse");
        assertThat(ended.description()).startsWith("shop/production#1");
    }

    @Test
    void versionThatIsRolledBack_isAFailure_andGreenWhenItIsDeployedAgain() throws Exception {
        latch.open();
        client.awaitEnd(client.deploy("shop", ""));
        repository.commit("file", "faulty");
        github.green(sha(), "ci/build");
        client.awaitEnd(client.deploy("shop", ""));
        await("success", "Deployed as shop/production#2");
        var back = client.post("/api/0/apps/shop/envs/production/rollback/", Map.of("reason", "too slow"));
        client.awaitEnd(back.json());
        await("failure", "rolled back by");

        var again = client.post("/api/0/deploys/", Map.of("app", "shop", "reason", "fast enough"));
        client.awaitEnd(again.json());
        await("success", "Deployed as shop/production#4");
    }

    @Test
    void longReason_isCut_asGitHubTakesIt() throws Exception {
        deployBehindLock("x".repeat(400));

        assertThat(await("pending", "xxx").description()).hasSizeLessThanOrEqualTo(140);
    }

    @Test
    void outage_403_andLostAnswers_delayOnlyTheStatus() throws Exception {
        latch.open();
        github.fail(WRITE, 503, Map.of(), "{}", 1);
        github.lose(WRITE, 1);
        github.withhold("statuses=write");
        assertThat(client.awaitEnd(client.deploy("shop", ""))).contains("succeeded");
        while (github.requests(WRITE).size() < 3) {
            server.time().pass(Duration.ofSeconds(20));
            Pause.briefly();
        }
        github.grant("statuses=write");
        await("success", "");

        assertThat(statuses()).hasSize(1);
    }

    @Test
    void statusThatIsRefused_isNotSentAgain_butTheNextOneIs() throws Exception {
        latch.open();
        github.fail(WRITE, 422, Map.of(), "{\"message\": \"Validation Failed\"}", 1_000);
        var deploy = deployBehindLock("db migration");
        awaitDelivery("dead");
        var sent = github.requests(WRITE).size();
        for (var i = 0; i < 20; i++) {
            server.time().pass(Duration.ofSeconds(20));
            Pause.briefly();
        }
        assertThat(github.requests(WRITE)).hasSize(sent);

        github.mend();
        client.delete(LOCK);
        while (client.show(deploy).path("dateFinished").isNull()) {
            server.time().pass(WHILE);
            Pause.briefly();
        }
        await("success", "");
    }

    @Test
    void serverThatIsKilledAtAnyRequest_endsWithTheNewestState() throws Exception {
        var requests = List.of("GET .*/commits/\\w+/status", WRITE);
        latch.open();
        for (var request : requests) {
            repository.commit("file", request);
            github.green(sha(), "ci/build");
            var deploy = client.deploy("shop", "");
            client.awaitEnd(deploy);
            github.hang(request, 1);
            while (github.requests(request + ".*" + (request.equals(WRITE) ? sha() : ""))
                    .isEmpty()) {
                server.time().pass(WHILE);
                Pause.briefly();
            }
            server.close();
            github.mend();
            restart();
            await("success", "Deployed");
            assertThat(statuses()).hasSize(1);
        }
    }

    @Test
    void appThatDoesNotAskForIt_publishesNothing() throws Exception {
        server.close();
        configure(settings("commit_status: false"));
        restart();
        latch.open();
        client.awaitEnd(client.deploy("shop", ""));
        while (github.deployments().isEmpty()
                || github.deployments().getLast().states().isEmpty()) {
            server.time().pass(WHILE);
            Pause.briefly();
        }

        assertThat(github.requests(WRITE)).isEmpty();
    }

    @Test
    void credentialCheck_namesTheSetting_thatNeedsAPermission() throws Exception {
        var abilities = client.get("/api/0/apps/shop/forge/").json().path("abilities");

        assertThat(abilities.valueStream())
                .extracting(
                        it -> it.path("what").asString(),
                        it -> it.path("setting").asString(""),
                        it -> it.path("needed").asBoolean())
                .contains(
                        tuple("publish commit statuses", "commit_status", true),
                        tuple("comment on pull requests", "comment_on_pull_requests", false));
    }

    @Test
    void contexts_canNameTheStatusOfAnotherEnvironment_forWhichDeploysWait() throws Exception {
        server.close();
        configure(settings("commit_status: true, contexts: [ci/build, waybill/staging]"));
        restart();
        latch.open();
        var production = client.post("/api/0/deploys/", Map.of("app", "shop", "queue", true));
        await("pending", "waybill/staging");
        var staging = client.deploy("shop", "?env=staging&queue=true");
        awaitEnd(staging);
        awaitEnd(production.json());
        await("success", "");

        assertThat(github.deployments()).hasSize(2);
    }

    private void awaitEnd(JsonNode deploy) throws Exception {
        while (client.show(deploy).path("dateFinished").isNull()) {
            server.time().pass(WHILE);
            Pause.briefly();
        }
    }

    @Test
    void status_keepsItsName_whenAnotherAppOfTheRepositoryPublishesStatuses() throws Exception {
        var deploy = deployBehindLock("db migration");
        await("pending", "db migration");
        server.close();
        Files.writeString(
                directory.resolve("waybill.yaml"), """
                  other: {repository: '%s', deploy: 'true', via: github, github: {repo: acme/shop, commit_status: true}}
                """.formatted(repository.path()), StandardOpenOption.APPEND);
        restart();
        client.delete(LOCK);
        latch.open();
        awaitEnd(deploy);
        while (github.published(sha()).stream()
                .noneMatch(it -> it.state().equals("success") && it.context().startsWith("waybill/"))) {
            server.time().pass(WHILE);
            Pause.briefly();
        }

        assertThat(statuses()).last().extracting(FakeGitHub.Published::state).isEqualTo("success");
    }
}
