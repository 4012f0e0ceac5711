package dev.waybill.cli.deploys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Client;
import dev.waybill.TestCli;
import dev.waybill.TestRepository;
import dev.waybill.TestServer;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs around deploys, against a real server. */
@Tag("processes")
class DeployVerbsTest {
    @TempDir
    Path directory;

    private TestServer server;
    private Client client;
    private TestCli waybill;
    private TestRepository repository;

    @BeforeEach
    void start() throws Exception {
        repository = TestRepository.make(directory.resolve("repository"));
        server = TestServer.start(directory.resolve("data"), null);
        client = server.client();
        waybill = new TestCli(server.url(), server.token(), directory);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void deploy_printsNameAndPage_andTakesARefWithSlashesAndColons() throws Exception {
        client.app("shop", repository, "true");
        repository.git("branch", "feature/cart");

        var plain = waybill.run("deploy", "shop");
        var branch = waybill.run("deploy", "shop:feature/cart", "to", "staging", "--reason", "why not", "--json");
        client.awaitEnd(branch.json());
        var current = waybill.run("deploy", "shop::current", "in", "staging", "--json");

        assertThat(plain.code()).as(plain.err()).isZero();
        assertThat(plain.out()).isEqualTo("shop/production#1  %s/apps/shop/production/1".formatted(server.url()));
        assertThat(branch.json().at("/ref").asString()).isEqualTo("feature/cart");
        assertThat(branch.json().at("/environment").asString()).isEqualTo("staging");
        assertThat(branch.json().at("/reason").asString()).isEqualTo("why not");
        assertThat(current.json().at("/ref").asString()).isEqualTo(":current");
    }

    @Test
    void deploy_passesParametersOn() throws Exception {
        client.app("shop", repository, "echo batch {params[batch]}");

        var done = waybill.runAlone(
                "deploy", "shop", "--param", "batch=a=b", "--user", "bob", "--force", "--queue", "--follow");

        assertThat(done.code()).as(done.err()).isZero();
        assertThat(done.out()).contains("batch a=b");
        assertThat(waybill.run("list", "--user", "bob", "--json").json()).hasSize(1);
    }

    @Test
    void deploy_tellsAllMistakesOfItsParameters() throws Exception {
        client.app("shop", repository, "true");
        client.put(
                "/api/0/apps/shop/",
                Map.of(
                        "parameters",
                        Map.of(
                                "mode", Map.of("type", "choice", "choices", List.of("rolling")),
                                "batch", Map.of("type", "number"))));

        var refused = waybill.run("deploy", "shop", "--param", "mode=roling", "--param", "batch=x");

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err())
                .contains("params.mode: must be one of rolling")
                .contains("params.batch: must be a number");
    }

    @Test
    void follow_copiesTheLog_andEndsAsTheDeployDoes() throws Exception {
        client.app("shop", repository, "echo out; printf 'no line'; exit {params[code]}");

        var good = waybill.run("deploy", "shop", "--param", "code=0", "--follow");
        var bad = waybill.run("deploy", "shop", "--param", "code=3", "--follow");

        assertThat(good.code()).as(good.err()).isZero();
        assertThat(good.out()).contains("out\nno line").doesNotContain("/apps/shop");
        assertThat(good.err()).contains("/apps/shop/production/1", "shop/production#1 succeeded");
        assertThat(bad.code()).isEqualTo(1);
        assertThat(bad.err()).contains("shop/production#2 failed after");
        assertThat(waybill.run("tail", "shop/production#2", "-f").code()).isEqualTo(1);
        assertThat(waybill.run("tail", "shop/production#2").code()).isZero();
        assertThat(waybill.run("retry", "shop/production/1", "--follow", "--reason", "again")
                        .code())
                .isZero();
    }

    @Test
    void follow_printsTheApisAnswers_asLinesOfJson() throws Exception {
        client.app("shop", repository, "echo hello");

        var lines = waybill.run("deploy", "shop", "--follow", "--json")
                .out()
                .lines()
                .toList();

        assertThat(lines).hasSizeGreaterThan(2);
        var last = tools.jackson.databind.json.JsonMapper.shared().readTree(lines.getLast());
        assertThat(last.at("/outcome").asString()).isEqualTo("succeeded");
        assertThat(lines.get(1)).contains("nextOffset");
    }

    @Test
    void follow_endsWithFive_whenSomebodyCancels() throws Exception {
        client.app("shop", repository, "echo begun; sleep 600");
        var deploy = client.deploy("shop", "");
        client.awaitLog(deploy, "begun");
        var next = client.deploy("shop", "");

        var waiting = waybill.run("status", "shop");
        var dequeued = waybill.run("cancel", "shop/production#2");
        var cancelled = waybill.run("cancel", "shop/production#1");
        var followed = waybill.run("tail", "shop/production#1", "-f");

        assertThat(waiting.out().lines().toList())
                .satisfiesExactly(
                        head -> assertThat(head).startsWith("deploy "),
                        line -> assertThat(line).contains("shop/production#2", "pending", "waits for"),
                        line -> assertThat(line).contains("shop/production#1", "in_progress"));
        assertThat(dequeued.out()).startsWith("shop/production#2  cancelled");
        assertThat(cancelled.code()).isZero();
        assertThat(followed.code()).isEqualTo(5);
        assertThat(followed.err()).contains("shop/production#1 cancelled");
        assertThat(waybill.run("tail", next.get("id").asString(), "-f").code()).isEqualTo(5);
        assertThat(waybill.run("cancel", "shop/production#1").code()).isEqualTo(1);
    }

    @Test
    void kill_endsWhatACancelDoesNot() throws Exception {
        client.app("shop", repository, "trap '' TERM; echo begun; while :; do sleep 1; done");
        client.put("/api/0/apps/shop/", Map.of("grace", 600));
        var deploy = client.deploy("shop", "");
        client.awaitLog(deploy, "begun");

        waybill.run("cancel", "shop/production#1");
        var killed = waybill.run("kill", "shop/production#1", "--json");

        assertThat(killed.code()).as(killed.err()).isZero();
        client.awaitEnd(deploy);
        assertThat(waybill.run("kill", "shop/production#1").code()).isEqualTo(1);
    }

    @Test
    void tail_copiesEveryByte() throws Exception {
        client.app("shop", repository, "printf '\\377\\033]0;x\\007 \\303\\251 \\302\\233'; seq 20000");
        var deploy = client.deploy("shop", "");
        client.awaitTheEnd(deploy);

        var tail = waybill.run("tail", "shop/production#1");

        var raw = HttpClient.newHttpClient()
                .send(client.request("/api/0/deploys/1/log/raw").build(), BodyHandlers.ofByteArray());
        assertThat(tail.code()).as(tail.err()).isZero();
        assertThat(tail.bytes()).isEqualTo(raw.body());
    }

    @Test
    void status_showsADeployInFull_andTheNewestOfEachEnvironment() throws Exception {
        client.app("shop", repository, "true");
        client.awaitEnd(client.deploy("shop", ""));
        client.awaitEnd(client.deploy("shop", ""));
        client.awaitEnd(client.deploy("shop", "?env=staging"));

        var one = waybill.run("status", "shop/production#2");
        var byId = waybill.run("status", "1", "--json");
        var app = waybill.run("status", "shop", "--json");
        var environment = waybill.run("status", "shop", "in", "staging");

        assertThat(one.out()).contains("shop/production#2", "succeeded", "/apps/shop/production/2");
        assertThat(byId.json().at("/name").asString()).isEqualTo("shop/production#1");
        assertThat(app.json().findValuesAsString("name")).contains("shop/production#2", "shop/staging#1");
        assertThat(app.json()).hasSize(2);
        assertThat(environment.out().lines().skip(1))
                .singleElement()
                .asString()
                .startsWith("shop/staging#1  succeeded  ");
        assertThat(waybill.run("status").err()).isEqualTo("Nothing is running or waiting.");
    }

    @Test
    void list_filters() throws Exception {
        client.app("shop", repository, "true");
        client.awaitEnd(client.deploy("shop", ""));
        client.awaitEnd(client.deploy("shop", "?env=staging&ref=main"));

        assertThat(waybill.run("list").out().lines())
                .hasSize(3)
                .first()
                .asString()
                .matches("deploy +state +ref +commit +requested by .*");
        assertThat(waybill.run("list", "--limit", "1").out().lines().skip(1))
                .singleElement()
                .asString()
                .startsWith("shop/staging#1  succeeded  main  ");
        assertThat(waybill.run(
                                "list",
                                "--app",
                                "shop",
                                "--env",
                                "production",
                                "--status",
                                "finished",
                                "failed",
                                "--json")
                        .json())
                .hasSize(1);
        assertThat(waybill.run("list", "--ref", "none").err()).isEqualTo("No matching deploys.");
        assertThat(waybill.run("list", "--status", "done").code()).isEqualTo(1);
        assertThat(waybill.run("list", "--limit", "1000", "--json").json()).hasSize(2);
    }

    @Test
    void deploy_endsWithThree_andTheBlockers_whenAGateRefuses() throws Exception {
        client.app("shop", repository, "true");
        client.put("/api/0/apps/shop/", Map.of("lockedReason", "\u001b[2Jmigration"));
        var bob = new TestCli(server.url(), server.token(), directory);

        var refused = bob.run("deploy", "shop", "--user", "bob");
        var json = bob.run("deploy", "shop", "--user", "bob", "--json");

        assertThat(refused.code()).isEqualTo(3);
        assertThat(refused.err()).containsOnlyOnce("migration");
        assertThat(refused.err()).contains("LOCKED: ", "migration", "(--queue)").doesNotContain("\u001b");
        assertThat(json.code()).isEqualTo(3);
        assertThat(json.json().at("/blockers/0/code").asString()).isEqualTo("LOCKED");
    }

    @Test
    void dryRun_changesNothing() throws Exception {
        client.app("shop", repository, "true");

        var dry = waybill.run("deploy", "shop", "--dry-run");

        assertThat(dry.err() + dry.out()).isNotEmpty();
        assertThat(waybill.run("list", "--json").json()).isEmpty();
    }

    @Test
    void everyVerb_saysWhatIsWrong_withBadInput() throws Exception {
        client.app("shop", repository, "true");

        for (var garbage :
                new String[] {"shop", "shop/production#x", "shop/production#", "../../tokens/1", "#", "-1", "1e3"}) {
            assertThat(waybill.run("tail", "--", garbage).code()).as(garbage).isEqualTo(2);
        }
        for (var usage : new String[][] {
            {"deploy"},
            {"deploy", ":main"},
            {"deploy", "shop:"},
            {"deploy", "shop", "staging"},
            {"deploy", "shop", "to"},
            {"deploy", "shop", "at", "staging"},
            {"deploy", "shop", "--nonsense"},
            {"status", "shop", "staging"},
            {"nonsense"},
            {"list", "--limit", "x"}
        }) {
            assertThat(waybill.run(usage).code()).as(String.join(" ", usage)).isEqualTo(2);
        }
        for (var unknown : new String[][] {
            {"deploy", "shpo"}, {"deploy", "shop:none"}, {"status", "shpo"}, {"status", "shop/production#7"},
            {"tail", "99", "-f"}, {"cancel", "99"}, {"kill", "shop/production/9"}, {"retry", "99"}
        }) {
            var done = waybill.run(unknown);
            assertThat(done.code()).as(String.join(" ", unknown)).isEqualTo(1);
            assertThat(done.err()).isNotEmpty().doesNotContain("Exception");
        }
    }
}
