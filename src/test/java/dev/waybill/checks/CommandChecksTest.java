package dev.waybill.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Client;
import dev.waybill.Pause;
import dev.waybill.api.ApiFixture;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Commands as checks of deploys. */
@Tag("processes")
class CommandChecksTest extends ApiFixture {
    private void app(String name, String command) throws Exception {
        client.app(name, repository, "echo ran");
        var check = Map.of("type", "command", "config", Map.of("command", command, "name", "lint"));
        var answer = client.put("/api/0/apps/%s/".formatted(name), Map.of("checks", List.of(check)));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private Client.Answer request(String app) throws Exception {
        return client.post("/api/0/deploys/", Map.of("app", app));
    }

    @Test
    void failedCommand_refusesTheRequest_withItsLastLine_andNoSecret() throws Exception {
        var secret = Files.writeString(directory.resolve("secret"), "hunter2-hunter2");
        app("red", "echo \"$WAYBILL_APP $WAYBILL_ENVIRONMENT $TOKEN $MINE\"; exit 1");
        client.put(
                "/api/0/apps/red/",
                Map.of(
                        "variables", Map.of("MINE", "mine"),
                        "secrets", Map.of("TOKEN", Map.of("file", secret.toString()))));

        var answer = request("red");

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.json().get("error").asString())
                .startsWith("[command] exit code 1: red production *** mine: this check of commit");
        assertThat(answer.text()).doesNotContain("hunter2");
    }

    @Test
    void commandThatIsUnderWay_isRunAgain() throws Exception {
        var ready = directory.resolve("ready");
        app("pending", "[ -e %s ] || exit 75".formatted(ready));
        var deploy = client.show(request("pending").json());

        assertThat(deploy.at("/blockers/0/code").asString()).isEqualTo("CHECK_PENDING");
        Files.writeString(ready, "");
        while (client.show(deploy).get("status").asString().equals("pending")) {
            server.time().pass(Duration.ofSeconds(1));
            Pause.briefly();
        }
        client.awaitEnd(deploy);
        assertThat(client.show(deploy).get("outcome").asString()).isEqualTo("succeeded");
    }

    @Test
    void result_isStoredForEachEnvironment() throws Exception {
        var asked = directory.resolve("asked");
        app("counted", "echo \"$WAYBILL_ENVIRONMENT\" >> %s".formatted(asked));
        client.awaitEnd(request("counted").json());
        client.awaitEnd(request("counted").json());
        client.awaitEnd(client.post("/api/0/deploys/", Map.of("app", "counted", "env", "staging"))
                .json());

        assertThat(Files.readAllLines(asked)).contains("production", "staging");
        assertThat(client.get("/api/0/apps/counted/checks/")
                        .json()
                        .at("/checks/0/state")
                        .asString())
                .isEqualTo("passed");
    }
}
