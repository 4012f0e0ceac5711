package dev.waybill.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Browser;
import dev.waybill.Pause;
import dev.waybill.Postgres;
import dev.waybill.ServerProcess;
import dev.waybill.TestCli;
import dev.waybill.TestRepository;
import dev.waybill.TestServer;
import dev.waybill.store.Database;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Several servers on one PostgreSQL share the lanes. */
@Tag("processes")
@Tag("postgres")
class NodesTest {
    @TempDir
    Path directory;

    private Database database;
    private TestRepository repository;

    @BeforeEach
    void prepare() throws Exception {
        database = Postgres.fresh();
        repository = TestRepository.make(directory.resolve("repository"));
    }

    @Test
    void deploy_runsOnAnotherNode_andIsFollowedAndCancelledFromEverywhere() throws Exception {
        try (var anna = start("anna");
                var bert = start("bert")) {
            var here = anna.client();
            var there = bert.client();
            here.app("shop", repository, "echo began; sleep 300");
            assertThat(here.put("/api/0/drain/", Map.of())
                            .json()
                            .get("draining")
                            .asBoolean())
                    .isTrue();

            var deploy = here.deploy("shop", "");
            here.awaitLog(deploy, "began\n");
            var nodes = there.get("/api/0/nodes/").json();
            here.put("/api/0/deploys/shop/production/1/", Map.of("status", "cancelled"));
            var log = there.awaitEnd(deploy);

            assertThat(running(nodes, "anna")).isZero();
            assertThat(running(nodes, "bert")).isEqualTo(1);
            assertThat(log).contains("began\n", "cancelled by admin");
        }
    }

    @Test
    void deploy_waits_whileAllNodesDrain_andStartsWhenOneIsBack() throws Exception {
        try (var anna = start("anna");
                var bert = start("bert")) {
            var client = anna.client();
            var waybill = new TestCli(bert.url(), bert.token(), directory);
            client.app("shop", repository, "true");
            var drained = waybill.run("drain", "--wait");
            waybill.run("drain", "--node", "anna");

            var waiting = client.deploy("shop", "");
            var blockers = client.show(waiting).get("blockers");
            var browser = Browser.at(bert);
            var page = browser.get("/", browser.signIn(bert.token())).text();
            var back = waybill.run("drain", "--off");
            client.awaitEnd(waiting);

            assertThat(drained.err()).contains("bert is draining; no deploy is running on it");
            assertThat(drained.code()).isZero();
            assertThat(blockers.get(0).get("code").asString()).isEqualTo("DRAINING");
            assertThat(blockers.get(0).get("message").asString()).contains("anna, bert");
            assertThat(page).contains("Node anna is draining", "Node bert is draining");
            assertThat(back.err()).contains("bert starts deploys again");
        }
    }

    @Test
    void laneOfASilentNode_waits_untilTheNodeIsDeclaredGone() throws Exception {
        var data = directory.resolve("bert");
        try (var anna = start("anna");
                var bert = ServerProcess.start(data, "--database", database.jdbcUrl(), "--node-name", "bert")) {
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
            var status = waybill.run("status").out();
            var inFull = waybill.run("status", "shop/production#1").out();
            var browser = Browser.at(anna);
            var page = browser.get("/apps/shop/production/1", browser.signIn(anna.token()))
                    .text();
            var forgotten = waybill.run("node", "forget", "bert");
            var log = client.awaitEnd(lost);
            client.awaitLog(waiting, "began\n");

            assertThat(early.code()).isEqualTo(1);
            assertThat(early.err()).contains("node bert is alive");
            assertThat(codes(blockers)).contains("QUEUED_BEHIND", "NODE_SILENT");
            assertThat(hanging.at("/silentNode/name").asString()).isEqualTo("bert");
            assertThat(client.show(lost).get("silentNode").isNull()).isTrue();
            assertThat(status).contains("its node bert has been silent since");
            assertThat(inFull).contains("stuck", "its node bert has been silent since");
            assertThat(page).contains("Its node bert has been silent since", "waybill node forget bert");
            assertThat(forgotten.code()).as(forgotten.err()).isZero();
            assertThat(log).contains("interrupted: node bert, on which it ran, was declared gone by admin");
            assertThat(client.show(lost).get("outcome").asString()).isEqualTo("interrupted");

            try (var again = ServerProcess.start(data, "--database", database.jdbcUrl(), "--node-name", "bert")) {
                awaitOneCommand();
                again.client().put("/api/0/deploys/shop/production/2/", Map.of("status", "cancelled"));
                again.client().awaitEnd(waiting);
            }
        }
    }

    /** Its end was asked for and not seen: its lane was given to the next one, so it must not live on. */
    @Test
    void commandThatWasCancelled_isEnded_whenItsNodeIsBackAfterItWasForgotten() throws Exception {
        var data = directory.resolve("bert");
        try (var anna = start("anna");
                var bert = ServerProcess.start(data, "--database", database.jdbcUrl(), "--node-name", "bert")) {
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
            try (var _ = ServerProcess.start(data, "--database", database.jdbcUrl(), "--node-name", "bert")) {
                while (commands("sleep 296") > 0) {
                    Pause.briefly();
                }
                while (isAnyLeft(data.resolve("runs"))) {
                    Pause.briefly();
                }
            }
        }
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

    @Test
    void poolLimit_holdsOnAllNodesTogether() throws Exception {
        try (var anna = start("anna");
                var bert = start("bert")) {
            var client = anna.client();
            var alone = directory.resolve("alone");
            for (var i = 0; i < 6; i++) {
                client.app("shop" + i, repository, "mkdir %s && sleep 0.3 && rmdir %<s".formatted(alone));
                client.put("/api/0/apps/shop%d/".formatted(i), Map.of("pool", "database"));
            }
            limit("database", 1);
            var deploys = new JsonNode[6];
            for (var i = 0; i < 6; i++) {
                deploys[i] = (i % 2 == 0 ? client : bert.client()).deploy("shop" + i, "");
            }
            var blockers = client.show(deploys[5]).get("blockers");
            for (var deploy : deploys) {
                client.awaitEnd(deploy);
            }

            assertThat(codes(blockers)).contains("CONCURRENCY_LIMIT");
            for (var deploy : deploys) {
                assertThat(client.show(deploy).get("outcome").asString()).isEqualTo("succeeded");
            }
        }
    }

    /** As a configuration file would. */
    private void limit(String pool, int limit) {
        try (var db = dev.waybill.store.Db.open(database)) {
            db.write(tx -> tx.update("insert into pools (name, max_running, version) values (?, ?, 0)", pool, limit));
        }
    }

    private TestServer start(String name) throws Exception {
        return TestServer.startNode(directory.resolve(name), database, name, 100);
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
        }
    }

    /** The command of the deploy that was declared over is ended when its node is back; that of the next one goes on. */
    private static void awaitOneCommand() throws InterruptedException {
        while (commands("sleep 297") > 1) {
            Pause.briefly();
        }
    }

    private static int running(JsonNode nodes, String name) {
        for (var node : nodes) {
            if (node.get("name").asString().equals(name)) {
                return node.get("running").asInt();
            }
        }
        throw new AssertionError("no node " + name);
    }

    private static java.util.List<String> codes(JsonNode blockers) {
        return blockers.valueStream().map(it -> it.get("code").asString()).toList();
    }
}
