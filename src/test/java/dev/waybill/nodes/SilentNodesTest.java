package dev.waybill.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Browser;
import dev.waybill.Pause;
import dev.waybill.ServerProcess;
import dev.waybill.TestCli;
import dev.waybill.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A node that nobody hears of, and what becomes of its deploys. */
class SilentNodesTest extends NodesFixture {
    @Test
    void laneOfASilentNode_waits_untilTheNodeIsDeclaredGone() throws Exception {
        try (var anna = start("anna");
                var bert = bert()) {
            var client = anna.client();
            var waybill = new TestCli(anna.url(), anna.token(), directory);
            client.app("shop", repository, "echo began; sleep 297");
            client.put("/api/0/drain/", Map.of());
            var lost = client.deploy("shop", "");
            client.awaitLog(lost, "began\n");
            client.delete("/api/0/drain/");
            var waiting = client.deploy("shop", "");
            var early = waybill.run("node", "forget", "bert");

            bert.kill();
            awaitSilence(anna, "bert");
            var blockers = client.show(waiting).get("blockers");
            var hanging = client.show(lost);
            assertEverybodyIsTold(anna, waybill);
            var forgotten = waybill.run("node", "forget", "bert");
            var log = client.awaitEnd(lost);
            client.awaitLog(waiting, "began\n");

            assertThat(early.code()).isEqualTo(1);
            assertThat(early.err()).contains("node bert is alive");
            assertThat(codes(blockers)).contains("QUEUED_BEHIND", "NODE_SILENT");
            assertThat(hanging.at("/silentNode/name").asString()).isEqualTo("bert");
            assertThat(client.show(lost).get("silentNode").isNull()).isTrue();
            assertThat(forgotten.code()).as(forgotten.err()).isZero();
            assertThat(log).contains("interrupted: node bert, which ran it, was declared gone by admin");
            assertThat(client.show(lost).get("outcome").asString()).isEqualTo("interrupted");

            try (var again = bert()) {
                awaitOneCommand();
                again.client().put("/api/0/deploys/shop/production/2/", Map.of("status", "cancelled"));
                again.client().awaitEnd(waiting);
            }
        }
    }

    private static void assertEverybodyIsTold(TestServer anna, TestCli waybill) throws Exception {
        var browser = Browser.at(anna);
        var page = browser.get("/apps/shop/production/1", browser.signIn(anna.token()));

        assertThat(waybill.run("status").out()).contains("its node bert has been silent since");
        assertThat(waybill.run("status", "shop/production#1").out())
                .contains("stuck", "its node bert has been silent since");
        assertThat(page.text()).contains("Its node bert has been silent since", "waybill node forget bert");
    }

    /** Its end was asked for and not seen: its lane was given to the next one, so it must not live on. */
    @Test
    void commandThatWasCancelled_isEnded_whenItsNodeIsBackAfterItWasForgotten() throws Exception {
        try (var anna = start("anna");
                var bert = bert()) {
            var client = anna.client();
            client.app("shop", repository, "trap '' TERM; echo began; sleep 296; sleep 296");
            client.put("/api/0/drain/", Map.of());
            var deploy = client.deploy("shop", "");
            client.awaitLog(deploy, "began\n");
            client.put("/api/0/deploys/shop/production/1/", Map.of("status", "cancelled"));
            bert.kill();
            awaitSilence(anna, "bert");
            client.delete("/api/0/nodes/bert/");
            client.awaitEnd(deploy);

            assertThat(client.show(deploy).get("outcome").asString()).isEqualTo("cancelled");
            assertThat(commands("sleep 296")).isEqualTo(1);
            try (var _ = bert()) {
                while (commands("sleep 296") > 0) {
                    Pause.briefly();
                }
                while (isAnyLeft(directory.resolve("bert/runs"))) {
                    Pause.briefly();
                }
            }
        }
    }

    /** As a process, which may be killed. */
    private ServerProcess bert() throws Exception {
        return ServerProcess.start(directory.resolve("bert"), "--database", database.jdbcUrl(), "--node-name", "bert");
    }

    private static boolean isAnyLeft(Path runs) throws Exception {
        try (var left = Files.list(runs)) {
            return left.findAny().isPresent();
        }
    }

    private static long commands(String command) {
        return ProcessHandle.allProcesses()
                .filter(it -> it.info().commandLine().orElse("").matches("\\S*" + command))
                .count();
    }

    /** Lets time pass again and again, since its last beat may be noticed late. */
    private static void awaitSilence(TestServer server, String node) throws Exception {
        var client = server.client();
        while (true) {
            server.time().pass(Duration.ofSeconds(1));
            for (var it : client.get("/api/0/nodes/").json()) {
                if (it.get("name").asString().equals(node)
                        && it.get("silentSince").isString()) {
                    return;
                }
            }
            Pause.briefly();
        }
    }

    /** The command of the deploy that was declared over is ended when its node is back; that of the next one goes on. */
    private static void awaitOneCommand() throws InterruptedException {
        while (commands("sleep 297") > 1) {
            Pause.briefly();
        }
    }
}
