package dev.waybill.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.SharedServer;
import dev.waybill.TestCli;
import dev.waybill.runs.CommandLines;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** {@code waybill run} with a real server and real commands. */
class RunVerbTest extends SharedServer {
    private TestCli waybill() {
        return new TestCli(server.url(), client.token(), directory);
    }

    private String log(String app, int number) throws Exception {
        return client.send(client.request("/api/0/deploys/%s/production/%d/log/raw".formatted(app, number))
                        .GET())
                .text();
    }

    private byte[] bytes(String path) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(client.request(path).build(), BodyHandlers.ofByteArray())
                    .body();
        }
    }

    private String outcome(String app) throws Exception {
        return client.get("/api/0/deploys/%s/production/1/".formatted(app))
                .json()
                .get("outcome")
                .asString();
    }

    @Test
    void command_runsHere_withTheVariablesOfADeploy() throws Exception {
        client.app("shop", repository, "echo the server ran it");
        var sha = repository.git("rev-parse", "HEAD");

        var done = waybill()
                .run(
                        "run",
                        "shop",
                        "production",
                        "--sha",
                        sha,
                        "--because",
                        "a try",
                        "--",
                        "sh",
                        "-c",
                        "echo $WAYBILL_APP $WAYBILL_SHA $HERE; echo oops >&2; exit 7");

        assertThat(done.code()).as(done.err()).isEqualTo(7);
        assertThat(done.out()).isEqualTo("shop %s\noops".formatted(sha));
        assertThat(done.err()).contains("shop/production#1", "failed", "exit code 7");
        assertThat(log("shop", 1)).contains("shop %s\noops\n".formatted(sha)).doesNotContain("the server ran it");
        assertThat(outcome("shop")).isEqualTo("failed");
        assertThat(client.get("/api/0/deploys/shop/production/1/")
                        .json()
                        .get("reason")
                        .asString())
                .isEqualTo("a try");
    }

    @Test
    void output_isTheSame_inTheLogAndHere() throws Exception {
        client.app("bytes", repository, "true");
        var script = "printf '\\033[31mred\\033[0m\\000\\377'; head -c 5000000 /dev/urandom; printf end";

        var done = waybill().runAlone("run", "bytes", "--", "sh", "-c", script);

        assertThat(done.code()).as(done.err()).isZero();
        var stored = bytes("/api/0/deploys/bytes/production/1/log/raw?origin=command");
        assertThat(done.bytes()).hasSize(5_000_000 + 17);
        assertThat(stored).isEqualTo(done.bytes());
    }

    @Test
    void refusals_areThoseOfADeploy() throws Exception {
        client.app("locked", repository, "true");
        client.put("/api/0/apps/locked/", Map.of("lockedReason", "migration"));
        var marker = directory.resolve("ran").toString();

        var refused = waybill().run("run", "locked", "--user", "bob", "--", "touch", marker);
        var unknown = waybill().run("run", "nosuch", "--", "touch", marker);
        var dry = waybill().run("run", "locked", "--dry-run", "--", "touch", marker);

        assertThat(refused.code()).isEqualTo(3);
        assertThat(refused.err()).contains("LOCKED");
        assertThat(unknown.code()).isEqualTo(1);
        assertThat(dry.code()).as(dry.err()).isZero();
        assertThat(directory.resolve("ran")).doesNotExist();
        for (var usage : new String[][] {
            {"run"},
            {"run", "shop"},
            {"run", "shop", "--"},
            {"run", "--", "true"},
            {"run", "shop", "at", "production", "--", "true"},
            {"run", "shop", "--param", "=1", "--", "true"}
        }) {
            assertThat(waybill().run(usage).code()).as(String.join(" ", usage)).isEqualTo(2);
        }
    }

    @Test
    void commandThatDoesNotExist_endsWith127() throws Exception {
        client.app("missing", repository, "true");

        var done = waybill().run("run", "missing", "--", "no-such-program-4711");

        assertThat(done.code()).isEqualTo(127);
        assertThat(done.err()).contains("not found; is it installed");
        assertThat(outcome("missing")).isEqualTo("failed");
    }

    @Test
    void cancel_stopsTheCommand_andAllThatItStarted() throws Exception {
        client.app("stops", repository, "true");
        client.put("/api/0/apps/stops/", Map.of("grace", 1));
        var unique = "27182818.%d".formatted(System.identityHashCode(this));
        var waybill = waybill();
        var script = "trap '' TERM; sleep %1$s & echo started; sleep %1$s; sleep %1$s".formatted(unique);
        var run = CompletableFuture.supplyAsync(() -> waybill.run("run", "stops", "--", "sh", "-c", script));
        waybill.awaitOut("started");

        client.put("/api/0/deploys/stops/production/1/", Map.of("status", "cancelled"));
        var done = run.get();

        assertThat(done.code()).as(done.err()).isEqualTo(137);
        assertThat(done.err()).contains("cancelled");
        assertThat(CommandLines.with(unique)).isEmpty();
        assertThat(outcome("stops")).isEqualTo("cancelled");
    }

    @Test
    void interrupt_cancelsTheDeploy_andStopsTheCommand() throws Exception {
        client.app("interrupted", repository, "true");
        var unique = "16180339.%d".formatted(System.identityHashCode(this));
        var begun = directory.resolve("begun");
        var script = "touch %s; sleep %s".formatted(begun, unique);
        var interrupt = "\"$@\" & P=$!; while [ ! -e %s ]; do sleep 0.1; done; kill -TERM $P; wait $P".formatted(begun);

        var done = waybill().runInShell(interrupt, "run", "interrupted", "--", "sh", "-c", script);

        assertThat(done.code()).as(done.err()).isEqualTo(143);
        assertThat(outcome("interrupted")).isEqualTo("cancelled");
        assertThat(CommandLines.with(unique)).isEmpty();
    }

    @Test
    void run_waitsForItsTurn() throws Exception {
        var gate = latch("gate");
        client.app("queues", repository, gate.await());
        client.deploy("queues", "");
        var waybill = waybill();
        var run = CompletableFuture.supplyAsync(() -> waybill.run("run", "queues", "--", "echo", "mine"));
        waybill.awaitErr("waits for queues/production#1");

        gate.open();
        var done = run.get();

        assertThat(done.code()).as(done.err()).isZero();
        assertThat(done.out()).isEqualTo("mine");
        assertThat(log("queues", 2)).contains("mine\n", "succeeded after");
    }
}
