package dev.waybill.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.SharedServer;
import dev.waybill.runs.CommandLines;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is cancelled or killed; once for each database. */
abstract class CancellingContract extends SharedServer {
    @Test
    void cancel_leavesNoProcess() throws Exception {
        var unique = "31415926.%d".formatted(System.identityHashCode(this));
        client.app(
                "cancels",
                repository,
                "trap '' TERM; sleep %1$s & setsid sleep %1$s & (setsid sh -c 'setsid sleep %1$s & sleep %1$s' &); echo started; wait"
                        .formatted(unique));
        var deploy = client.deploy("cancels", "");
        client.awaitLog(deploy, "started\n");

        var answer =
                client.put("/api/0/deploys/%s/".formatted(deploy.get("id").asString()), Map.of("status", "cancelled"));
        client.awaitEnd(deploy);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("status").asString()).isEqualTo("cancelled");
        assertThat(CommandLines.with(unique)).isEmpty();
        assertThat(client.show(deploy).get("outcome").asString()).isEqualTo("cancelled");
        var again =
                client.put("/api/0/deploys/%s/".formatted(deploy.get("id").asString()), Map.of("status", "cancelled"));
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.json().get("error").asString()).contains("cancelled");
    }

    @Test
    void kill_endsTheGraceOfACancel() throws Exception {
        client.app("stubborn", repository, "trap '' TERM; echo started; while :; do sleep 0.1; done");
        client.put("/api/0/apps/stubborn/", Map.of("grace", 3600));
        var deploy = client.deploy("stubborn", "");
        client.awaitLog(deploy, "started\n");
        client.put("/api/0/deploys/stubborn/production/1/", Map.of("status", "cancelled"));
        client.awaitLog(deploy, "cancelled by admin\n");

        var answer = client.post("/api/0/deploys/stubborn/production/1/kill/", Map.of());
        var log = client.awaitEnd(deploy);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(log).contains("killed by admin\n");
        assertThat(client.show(deploy).get("outcome").asString()).isEqualTo("cancelled");
        assertThat(client.post("/api/0/deploys/stubborn/production/1/kill/", Map.of())
                        .status())
                .isEqualTo(409);
    }

    @Test
    void cancelUnchanged_doesNothing_whereSomebodyHasChangedTheDeploy() throws Exception {
        var gone = latch("seen");
        client.app("seen", repository, "echo started; " + gone.await());
        var first = client.deploy("seen", "");
        client.awaitLog(first, "started\n");
        client.deploy("seen", "");
        var deploys = server.engine().deploys();
        var cancellations = server.engine().running().cancellations();
        var running = deploys.require("seen", "production", 1);
        var waiting = deploys.require("seen", "production", 2);
        var by = running.user();
        client.post("/api/0/deploys/seen/production/1/report/", Map.of("progress", 50));
        client.put("/api/0/deploys/seen/production/2/", Map.of("status", "cancelled"));

        assertThat(cancellations.cancelUnchanged(running, by)).isEmpty();
        assertThat(cancellations.cancelUnchanged(waiting, by)).isEmpty();
        assertThat(client.show(first).get("status").asString()).isEqualTo("in_progress");
        assertThat(cancellations.cancelUnchanged(deploys.require("seen", "production", 1), by))
                .isPresent();
        gone.open();
        client.awaitEnd(first);
        assertThat(client.show(first).get("outcome").asString()).isEqualTo("cancelled");
    }

    @Test
    void cancel_isImmediate_whileItWaits() throws Exception {
        var gone = latch("gone");
        client.app("impatient", repository, "echo started; " + gone.await());
        var first = client.deploy("impatient", "");
        client.awaitLog(first, "started\n");
        var second = client.deploy("impatient", "");

        var answer = client.put("/api/0/deploys/impatient/production/2/", Map.of("status", "cancelled"));
        gone.open();
        client.awaitEnd(first);

        assertThat(answer.json().get("outcome").asString()).isEqualTo("cancelled");
        assertThat(client.show(second).get("dateFinished").isString()).isTrue();
        assertThat(client.show(first).get("outcome").asString()).isEqualTo("succeeded");
    }
}
