package dev.waybill.drivers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Client;
import dev.waybill.SharedServer;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Commands that run at their requesters; once for each database. */
abstract class DrivingContract extends SharedServer {
    private DrivingClient started(String app) throws Exception {
        client.app(app, repository, "echo the server ran it");
        return DrivingClient.started(client, app);
    }

    @Test
    void deploy_isAsItsDriverSays_fromBeginningToEnd() throws Exception {
        var driving = started("whole");

        var begun = driving.begin();
        var first = driving.send(0, "one\n");
        driving.send(4, "two");
        var ended = driving.exit(0, 7);

        assertThat(begun.json().at("/variables/WAYBILL_ENVIRONMENT").asString()).isEqualTo("production");
        assertThat(begun.json().at("/variables/WAYBILL_SHA").asString())
                .isEqualTo(driving.show().get("sha").asString());
        assertThat(first.json().get("end").asLong()).isEqualTo(4);
        assertThat(ended.json().get("outcome").asString()).isEqualTo("succeeded");
        assertThat(driving.output()).isEqualTo("one\ntwo");
        assertThat(driving.log())
                .contains("the command runs on host build7, process 4711", "succeeded after")
                .doesNotContain("the server ran it");
        assertThat(client.get("/api/0/apps/whole/envs/production/")
                        .json()
                        .at("/live/sha")
                        .asString())
                .isEqualTo(driving.show().get("sha").asString());
    }

    @Test
    void exit_namesTheExitCode_andCanBeRepeated() throws Exception {
        var driving = started("fails").begun();

        var ended = driving.exit(3, 0);
        var again = driving.exit(3, 0);
        var late = driving.send(0, "late");

        assertThat(ended.json().get("outcome").asString()).isEqualTo("failed");
        assertThat(ended.json().get("message").asString()).isEqualTo("the command ended with exit code 3");
        assertThat(again.status()).isEqualTo(200);
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.json().get("error_name").asString()).isEqualTo("deploy_ended");
    }

    @Test
    void output_isStoredOnce_howeverOftenItIsSent() throws Exception {
        var driving = started("repeats").begun();

        driving.send(0, "abc");
        driving.send(0, "abc");
        driving.send(1, "bcdef");
        var gap = driving.send(9, "xyz");
        var early = driving.exit(0, 9);
        var beat = driving.send(6, "");
        driving.exit(0, 6);

        assertThat(gap.status()).isEqualTo(409);
        assertThat(gap.json().get("end").asLong()).isEqualTo(6);
        assertThat(early.status()).isEqualTo(409);
        assertThat(early.json().get("error_name").asString()).isEqualTo("output_gap");
        assertThat(beat.json().get("end").asLong()).isEqualTo(6);
        assertThat(driving.output()).isEqualTo("abcdef");
    }

    @Test
    void secret_isMasked_whenTwoRequestsSplitIt() throws Exception {
        var file = Files.writeString(directory.resolve("api-token"), "swordfish-4711");
        client.app("masks", repository, "true");
        client.put("/api/0/apps/masks/", Map.of("secrets", Map.of("API", Map.of("file", file.toString()))));
        var driving = DrivingClient.started(client, "masks").begun();
        var token = driving.begin().json().at("/variables/WAYBILL_TOKEN").asString();

        var first = driving.send(0, "it is sword");
        driving.send(first.json().get("end").asLong(), "swordfish-4711, and " + token + " sword");
        var end = driving.send(first.json().get("end").asLong() + 20 + token.length(), " sword".getBytes(), true);

        assertThat(first.json().get("end").asLong()).isEqualTo("it is ".length());
        assertThat(driving.output()).isEqualTo("it is ***, and *** sword");
        assertThat(end.json().get("end").asLong()).isEqualTo(6 + 14 + 6 + token.length() + 6);
        assertThat(driving.begin().json().get("variables").has("API")).isFalse();
    }

    @Test
    void output_isWithheld_whileItCannotBeMasked() throws Exception {
        var file = Files.writeString(directory.resolve("gone-token"), "swordfish-4711");
        client.app("withholds", repository, "true");
        client.put("/api/0/apps/withholds/", Map.of("secrets", Map.of("API", Map.of("file", file.toString()))));
        var driving = DrivingClient.started(client, "withholds").begun();
        Files.delete(file);

        var sent = driving.send(0, "swordfish-4711");
        driving.exit(0, 14);

        assertThat(sent.json().get("end").asLong()).isEqualTo(14);
        assertThat(driving.log())
                .contains("14 bytes of output are withheld because they cannot be masked")
                .doesNotContain("swordfish");
    }

    @Test
    void command_reportsWithItsToken_andWithNoOther() throws Exception {
        var driving = started("reports");
        var token = driving.begin().json().at("/variables/WAYBILL_TOKEN").asString();
        var command = new Client(server.url(), token);
        var id = driving.deploy().get("id").asString();

        var reported = command.post("/api/0/deploys/%s/report/".formatted(id), Map.of("progress", 40));
        var foreign = command.put("/api/0/deploys/%s/".formatted(id), Map.of("status", "cancelled"));
        driving.exit(0, 0);
        var late = command.post("/api/0/deploys/%s/report/".formatted(id), Map.of("progress", 50));

        assertThat(reported.json().get("progress").asInt()).isEqualTo(40);
        assertThat(foreign.status()).isEqualTo(403);
        assertThat(late.status()).isEqualTo(401);
    }

    @Test
    void cancel_endsTheDeploy_onlyOnceItsProcessesWereStopped() throws Exception {
        var driving = started("cancels").begun();
        driving.cancel();

        var told = driving.send(0, "");
        var early = driving.exit(0, 0);
        var ended = driving.exit(0, 0, true);

        assertThat(told.json().get("stop").asBoolean()).isTrue();
        assertThat(told.json().get("kill").asBoolean()).isFalse();
        assertThat(early.json().get("outcome").isNull()).isTrue();
        assertThat(ended.json().get("outcome").asString()).isEqualTo("cancelled");
    }

    @Test
    void cancel_endsTheDeployAtOnce_whileNothingRuns() throws Exception {
        var driving = started("undriven");

        driving.cancel();
        client.awaitEnd(driving.deploy());
        var late = driving.begin();

        assertThat(driving.show().get("outcome").asString()).isEqualTo("cancelled");
        assertThat(late.status()).isEqualTo(409);
    }

    @Test
    void secondDriver_isRefused_andSoIsAnotherUser() throws Exception {
        var driving = started("guards").begun();
        var made = client.post(
                "/api/0/tokens/", Map.of("name", "bob", "user", "bob", "rights", List.of("deploy", "read")));
        var bob = new DrivingClient(
                new Client(server.url(), made.json().get("token").asString()), driving.deploy());
        var second = new DrivingClient(client, driving.deploy(), "s".repeat(40));

        assertThat(second.begin().status()).isEqualTo(409);
        assertThat(second.begin().json().get("error").asString()).contains("host build7, process 4711");
        assertThat(second.send(0, "x").status()).isEqualTo(409);
        assertThat(second.exit(0, 0).status()).isEqualTo(409);
        assertThat(bob.begin().status()).isEqualTo(403);
        assertThat(bob.send(0, "x").status()).isEqualTo(403);
        assertThat(bob.exit(0, 0).json().get("error").asString()).contains("was requested by admin");
        driving.exit(0, 0);
    }

    @Test
    void requestOfADriver_isRefused_withBadInput() throws Exception {
        client.app("own", repository, "true");
        var own = client.deploy("own", "");
        client.awaitEnd(own);
        client.put("/api/0/drain/", Map.of());
        client.app("waits", repository, "true");
        var waiting = new DrivingClient(client, client.deploy("waits", "?external=true"));
        var early = waiting.begin();
        client.delete("/api/0/drain/");

        assertThat(early.status()).isEqualTo(409);
        assertThat(early.json().get("error").asString()).contains("has not started yet");
        assertThat(new DrivingClient(client, own).begin().json().get("error").asString())
                .contains("is run by the server");
        assertThat(new DrivingClient(client, own, "short").begin().status()).isEqualTo(400);
        waiting.awaitStatus("in_progress");
        assertThat(waiting.begun().exit(256, 0).status()).isEqualTo(400);
        assertThat(waiting.send(-1, "x").status()).isEqualTo(400);
        assertThat(waiting.exit(0, -1).status()).isEqualTo(400);
        waiting.exit(0, 0);
    }

    @Test
    void retry_isRefused_andARollbackRunsTheCommandOfTheApp() throws Exception {
        client.app("backwards", repository, "echo the server ran it");
        var first = DrivingClient.started(client, "backwards").begun();
        first.exit(0, 0);
        repository.commit("next", "1");
        DrivingClient.started(client, "backwards").begun().exit(0, 0);

        var retry = first.post("retry/");
        var back = client.post("/api/0/apps/backwards/envs/production/rollback/", Map.of("reason", "500s"));

        assertThat(retry.status()).isEqualTo(409);
        assertThat(retry.json().get("error").asString()).contains("waybill run backwards production --sha ");
        assertThat(client.awaitEnd(back.json())).contains("the server ran it");
    }
}
