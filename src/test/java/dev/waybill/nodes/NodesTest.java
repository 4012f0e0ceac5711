package dev.waybill.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Browser;
import dev.waybill.TestCli;
import dev.waybill.store.Db;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Several servers on one PostgreSQL share the lanes. */
class NodesTest extends NodesFixture {
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
    void poolLimit_holdsOnAllNodesTogether() throws Exception {
        try (var anna = start("anna");
                var bert = start("bert")) {
            var client = anna.client();
            var alone = directory.resolve("alone");
            var seen = directory.resolve("seen");
            var command = "mkdir %s && while [ ! -e %s ]; do sleep 0.1; done && sleep 0.3 && rmdir %1$s"
                    .formatted(alone, seen);
            for (var i = 0; i < 6; i++) {
                client.app("shop" + i, repository, command);
                client.put("/api/0/apps/shop%d/".formatted(i), Map.of("pool", "database"));
            }
            limit("database", 1);
            var deploys = new JsonNode[6];
            for (var i = 0; i < 6; i++) {
                deploys[i] = (i % 2 == 0 ? client : bert.client()).deploy("shop" + i, "");
            }
            var blockers = client.show(deploys[5]).get("blockers");
            Files.createFile(seen);
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
        try (var db = Db.open(database)) {
            db.write(tx -> tx.update("insert into pools (name, max_running, version) values (?, ?, 0)", pool, limit));
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
}
