package dev.waybill.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.TestRepository;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Back to a version of before; once for each database. */
abstract class RollbackContract extends VersionsContract {
    @Test
    void rollback_runsTheVersionOfThen_andQuarantinesWhatItGoesBackFrom() throws Exception {
        var bad = twoVersions("back", Map.of("command", "echo \"back=${WAYBILL_ROLLBACK-no} $(cat readme)\""));

        var asked = rollback("back", Map.of());
        var log = client.awaitEnd(asked);
        var stands = production("back");

        assertThat(log).contains("\nback=1 hello\n");
        assertThat(client.awaitEnd(
                        client.get("/api/0/deploys/back/production/2/").json()))
                .contains("\nback=no better\n");
        assertThat(asked.get("rollback").asBoolean()).isTrue();
        assertThat(asked.get("trigger").asString()).isEqualTo("rollback");
        assertThat(asked.get("message").asString())
                .isEqualTo("rolled back from back/production#2 to the version of back/production#1");
        assertThat(stands.at("/live/deploy").asString()).isEqualTo("back/production#3");
        assertThat(stands.get("quarantined")).hasSize(1);
        assertThat(stands.at("/quarantined/0/sha").asString()).isEqualTo(bad);
        assertThat(stands.at("/quarantined/0/judgement/cause").asString()).isEqualTo("rollback");
        assertThat(stands.at("/quarantined/0/judgement/reason").asString()).isEqualTo("prices were wrong");
    }

    @Test
    void rollback_hasACommandOfItsOwn_ifTheAppHasOne() throws Exception {
        twoVersions("own", Map.of("command", "echo forward", "rollback_command", "echo backward from {prev_sha}"));

        var log = client.awaitEnd(rollback("own", Map.of()));

        assertThat(log).contains("\nbackward from ").doesNotContain("forward");
    }

    /** Pitfall 42: a retry of a rollback was a plain deploy, and was refused as older than what is live. */
    @Test
    void retry_ofARollback_goesBackOnceMore_inTheSameWay() throws Exception {
        twoVersions(
                "anew",
                Map.of(
                        "command",
                        "echo forward",
                        "rollback_command",
                        "echo \"back=$WAYBILL_ROLLBACK to $(cat readme)\"; [ -e %s ]"
                                .formatted(directory.resolve("mended"))));
        var failed = rollback("anew", Map.of());
        client.awaitEnd(failed);
        Files.createFile(directory.resolve("mended"));

        var retried = client.post(
                "/api/0/deploys/%s/retry/".formatted(failed.get("id").asString()), Map.of());
        var log = client.awaitEnd(retried.json());
        var ended = client.show(retried.json());

        assertThat(client.show(failed).get("outcome").asString()).isEqualTo("failed");
        assertThat(log).contains("\nback=1 to hello\n");
        assertThat(ended.get("outcome").asString()).isEqualTo("succeeded");
        assertThat(ended.get("retryOf")).isEqualTo(failed.get("id"));
        assertThat(ended.get("sha")).isEqualTo(failed.get("sha"));
    }

    @Test
    void rollback_runsWithTheConfigurationOfThen_orOfNow() throws Exception {
        twoVersions("settings", Map.of("command", "echo old"));
        client.put("/api/0/apps/settings/", Map.of("deploy", "echo new"));

        var then = rollback("settings", Map.of());
        var log = client.awaitEnd(then);
        var now = rollback("settings", Map.of("to", "#2", "config", "now"));

        assertThat(log).contains("\nold\n");
        assertThat(then.get("appVersion").asInt()).isEqualTo(1);
        assertThat(client.awaitEnd(now)).contains("\nnew\n");
        assertThat(now.get("appVersion").asInt()).isEqualTo(2);
    }

    @Test
    void rollback_cancelsWhatRuns_andNothingComesBetween() throws Exception {
        var repository =
                app("act", Map.of("command", "if [ {number} = 3 ]; then echo begun; sleep 600; fi; cat readme"));
        client.awaitEnd(client.deploy("act", ""));
        repository.commit("readme", "better\n");
        client.awaitEnd(client.deploy("act", ""));
        repository.commit("readme", "worse\n");
        var running = client.deploy("act", "");
        client.awaitLog(running, "begun");
        var waiting = client.deploy("act", "?reason=all+the+same");
        var unsaid = client.deploy("act", "");

        var back = rollback("act", Map.of("cancel", true));
        var log = client.awaitEnd(back);
        client.awaitEnd(waiting);

        assertThat(log).contains("\nbetter\n");
        assertThat(client.show(running).get("outcome").asString()).isEqualTo("cancelled");
        assertThat(client.awaitEnd(running)).contains("cancelled by admin for act/production#6");
        assertThat(client.show(back).get("dateStarted").asString())
                .isLessThan(client.show(waiting).get("dateStarted").asString());
        assertThat(client.show(waiting).get("outcome").asString()).isEqualTo("succeeded");
        assertThat(client.show(unsaid).at("/blockers/0/code").asString()).isEqualTo("REASON_NEEDED");
    }

    @Test
    void rollback_passesFaultyVersions() throws Exception {
        twoVersions("faulty", Map.of("command", "cat readme"));
        TestRepository.at(directory.resolve("faulty")).commit("readme", "worse\n");
        client.awaitEnd(client.deploy("faulty", ""));

        client.post("/api/0/deploys/faulty/production/2/judge/", Map.of("verdict", "faulty"));
        var previous = production("faulty").at("/previous/deploy").asString();

        assertThat(previous).isEqualTo("faulty/production#1");
        assertThat(client.awaitEnd(rollback("faulty", Map.of()))).contains("\nhello\n");
    }
}
