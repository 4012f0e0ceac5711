package dev.waybill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.TestCli;
import dev.waybill.TestRepository;
import dev.waybill.TestServer;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists on several pages, and the last lines of long logs. */
@Tag("processes")
class LongListsTest {
    private static final int DEPLOYS = 250;

    @TempDir
    Path directory;

    @Test
    void list_followsPages_asFarAsIsAskedFor() throws Exception {
        try (var server = Answering.start((exchange, call) -> {
            var from = call.contains("cursor=") ? Integer.parseInt(call.replaceAll(".*cursor=", "")) : DEPLOYS + 1;
            var limit = Integer.parseInt(call.replaceAll(".*limit=([0-9]+).*", "$1"));
            var to = Math.max(1, from - limit);
            if (to > 1) {
                exchange.getResponseHeaders()
                        .add(
                                "Link",
                                "<https://x/api/0/deploys/?limit=%d&cursor=%d>; rel=\"next\"".formatted(limit, to));
            }
            Answering.send(
                    exchange,
                    200,
                    IntStream.range(to, from)
                            .mapToObj("{\"id\":\"%d\"}"::formatted)
                            .collect(Collectors.joining(",", "[", "]")));
        })) {
            var waybill = new TestCli(server.url(), "none", directory);

            assertThat(waybill.run("list", "--json").json()).hasSize(25);
            assertThat(waybill.run("list", "--limit", "230", "--json").json()).hasSize(230);
            assertThat(waybill.run("list", "--all", "--json").json()).hasSize(DEPLOYS);
            assertThat(waybill.run("status", "--json").json()).hasSize(DEPLOYS);
            assertThat(waybill.run("events", "--limit", "101", "--json").json()).hasSize(101);
            assertThat(waybill.run("events", "--all", "--json").json()).hasSize(DEPLOYS);
            assertThat(waybill.run("list", "--limit", "0").code()).isEqualTo(2);
            assertThat(waybill.run("list", "--limit", "5", "--all").code()).isEqualTo(2);
        }
    }

    @Test
    void tail_beginsWithTheLastLines() throws Exception {
        try (var server = TestServer.start(directory.resolve("data"), null)) {
            var client = server.client();
            client.app("shop", TestRepository.make(directory.resolve("repository")), "seq 40000; printf end");
            var deploy = client.deploy("shop", "");
            client.awaitTheEnd(deploy);
            var waybill = new TestCli(server.url(), server.token(), directory);
            var whole = waybill.run("tail", "shop/production#1").out();

            for (var lines : new int[] {1, 3, 20_000, 100_000}) {
                var all = whole.lines().toList();
                assertThat(waybill.run("tail", "shop/production#1", "-n", Integer.toString(lines))
                                .out()
                                .lines()
                                .toList())
                        .isEqualTo(all.subList(Math.max(0, all.size() - lines), all.size()));
            }
            assertThat(waybill.run("log", "shop/production#1").out()).isEqualTo(whole);
            assertThat(waybill.run("tail", "-n", "0", "shop/production#1").bytes())
                    .isEmpty();
            assertThat(waybill.run("tail", "-f", "--lines=2", "shop/production#1")
                            .out()
                            .lines())
                    .hasSize(2);
            assertThat(waybill.run("tail", "-n", "-1", "shop/production#1").code())
                    .isEqualTo(2);
        }
    }

    @Test
    void tail_ofNothingNewYet_followsWhatComes() throws Exception {
        try (var server = TestServer.start(directory.resolve("data"), null)) {
            var client = server.client();
            var gate = directory.resolve("gate");
            client.app(
                    "shop",
                    TestRepository.make(directory.resolve("repository")),
                    "echo old; while [ ! -e '%s' ]; do sleep 0.2; done; echo new".formatted(gate));
            client.awaitLog(client.deploy("shop", ""), "old");
            var waybill = new TestCli(server.url(), server.token(), directory);
            var followed = CompletableFuture.supplyAsync(() -> tail(waybill));
            waybill.awaitErr("is running");

            java.nio.file.Files.createFile(gate);

            assertThat(followed.get().out()).contains("new").doesNotContain("old");
        }
    }

    private static TestCli.Done tail(TestCli waybill) {
        try {
            return waybill.run("tail", "-f", "-n", "0", "shop/production#1");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
