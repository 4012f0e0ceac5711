package dev.waybill.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Pause;
import dev.waybill.SharedServer;
import dev.waybill.TestRepository;
import dev.waybill.TestServer;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a deploy that waits says of it; once for each database. */
abstract class WaitingContract extends SharedServer {
    /** For so long what waited for a lock waits on. */
    private static final Duration GRACE = Duration.ofSeconds(61);

    @Test
    void secondDeploy_waits_andSaysForWhat() throws Exception {
        var go = latch("go");
        client.app("lane", repository, "echo started; " + go.await());
        var first = client.deploy("lane", "");
        client.awaitLog(first, "started\n");

        var second = client.deploy("lane", "");
        var waiting = client.show(second);
        go.open();
        client.awaitEnd(second);

        assertThat(waiting.get("status").asString()).isEqualTo("pending");
        assertThat(waiting.get("position").asInt()).isEqualTo(1);
        assertThat(waiting.at("/blockers/0/code").asString()).isEqualTo("QUEUED_BEHIND");
        assertThat(waiting.at("/blockers/0/message").asString()).contains("lane/production#1");
        assertThat(client.show(second).get("outcome").asString()).isEqualTo("succeeded");
    }

    @Test
    void start_isEstimated_fromWhatTheLaneUsuallyTakes() throws Exception {
        client.app("usual", repository, "while [ -e \"%s/slow\" ]; do sleep 0.2; done; sleep 0.5".formatted(directory));
        client.awaitEnd(client.deploy("usual", ""));
        Files.writeString(directory.resolve("slow"), "");
        var running = client.deploy("usual", "");
        var waiting = client.deploy("usual", "");

        while (!client.show(running).get("status").asString().equals("in_progress")) {
            Pause.briefly();
        }
        var shown = client.show(waiting);
        Files.delete(directory.resolve("slow"));
        client.awaitEnd(waiting);

        assertThat(shown.get("position").asInt()).isEqualTo(1);
        assertThat(shown.get("estimatedStart").asString())
                .isLessThan(shown.get("estimatedEnd").asString());
        assertThat(client.show(waiting).get("estimatedEnd").isNull()).isTrue();
    }

    @Test
    void lock_refusesRequests_ofOthers() throws Exception {
        client.app("locked", repository, "true");
        client.put("/api/0/apps/locked/", Map.of("lockedReason", "db migration"));

        var refused = client.post("/api/0/deploys/", Map.of("app", "locked", "user", "bob"));
        var queued = client.post("/api/0/deploys/", Map.of("app", "locked", "user", "bob", "queue", true));
        var shown = client.show(queued.json());
        client.put("/api/0/apps/locked/", Map.of("lockedReason", "False"));
        server.time().pass(GRACE);
        client.put("/api/0/apps/locked/", Map.of("lockedReason", "False")); // any change has the lanes looked at again
        client.awaitEnd(queued.json());

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().get("error_name").asString()).isEqualTo("locked");
        assertThat(refused.json().at("/blockers/0/message").asString()).contains("locked by admin", "db migration");
        assertThat(refused.json().get("error").asString()).endsWith("(\"queue\": true)");
        assertThat(shown.at("/blockers/0/code").asString()).isEqualTo("LOCKED");
        assertThat(client.show(queued.json()).get("outcome").asString()).isEqualTo("succeeded");
    }

    @Test
    void repositoryThatIsNotThere_isWaitedFor() throws Exception {
        client.app("nowhere", TestRepository.at(directory.resolve("nowhere")), "true");

        var asked = client.deploy("nowhere", "?ref=main");
        var shown = client.show(asked);
        client.put("/api/0/deploys/nowhere/production/1/", Map.of("status", "cancelled"));

        assertThat(asked.get("sha").isNull()).isTrue();
        assertThat(shown.at("/blockers/0/code").asString()).isEqualTo("VCS_UNREACHABLE");
    }

    @Test
    void limit_letsThoseStartFirst_thatWaitLongest() throws Exception {
        var few = TestServer.in(directory.resolve("few")).running(1).start();
        try (few) {
            var narrow = few.client();
            var end = latch("narrow");
            narrow.app("a", repository, "echo started; " + end.await());
            narrow.app("b", repository, "true");
            var first = narrow.deploy("a", "");
            narrow.awaitLog(first, "started\n");
            var second = narrow.deploy("b", "");
            var third = narrow.deploy("a", "");
            var shown = narrow.show(second);
            end.open();
            narrow.awaitEnd(second);
            narrow.awaitEnd(third);

            assertThat(shown.at("/blockers/0/code").asString()).isEqualTo("CONCURRENCY_LIMIT");
            assertThat(narrow.show(second).get("dateStarted").asString())
                    .isLessThan(narrow.show(third).get("dateStarted").asString());
        }
    }
}
