package dev.waybill.cli.lookups;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Client;
import dev.waybill.TcpProxy;
import dev.waybill.TestCli;
import dev.waybill.TestRepository;
import dev.waybill.TestServer;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another tool asks the gates before it deploys, with a token that may only read; it is locked by ann. */
@Tag("processes")
class GateVerbTest {
    @TempDir
    Path directory;

    private Path data;
    private TestServer server;
    private Client admin;
    private TestRepository repository;
    private String reader;

    @BeforeEach
    void start() throws Exception {
        data = directory.resolve("data");
        server = TestServer.start(data, null);
        admin = server.client();
        repository = TestRepository.make(directory.resolve("repository"));
        admin.app("shop", repository, "true");
        reader = token("ci", "read");
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private String token(String user, String right) throws Exception {
        return admin.post("/api/0/tokens/", Map.of("name", user, "user", user, "rights", List.of(right)))
                .json()
                .get("token")
                .asString();
    }

    private void lock() throws Exception {
        var ann = new Client(server.url(), token("ann", "lock"));
        ann.put("/api/0/apps/shop/lock/", Map.of("reason", "db migration"));
    }

    private TestCli waybill() {
        return new TestCli(server.url(), reader, directory);
    }

    private int port() {
        return URI.create(server.url()).getPort();
    }

    @Test
    void gate_isOpen_forWhoMayOnlyRead() throws Exception {
        var head = repository.git("rev-parse", "HEAD");

        var open = waybill().run("gate", "shop");
        var sha = waybill().run("gate", "shop", "in", "staging", "--sha", head.substring(0, 8), "--json");

        assertThat(open.code()).as(open.err()).isZero();
        assertThat(open.out())
                .isEqualTo("nothing blocks a deploy of shop to production (main, %s)".formatted(head.substring(0, 10)));
        assertThat(sha.code()).as(sha.err()).isZero();
        assertThat(sha.json().get("sha").asString()).isEqualTo(head);
        assertThat(sha.json().get("blockers")).isEmpty();
    }

    @Test
    void gate_endsWithThree_andEveryBlocker() throws Exception {
        lock();
        admin.put("/api/0/drain/", Map.of());

        var held = waybill().run("gate", "shop", "production");
        var late = waybill().run("gate", "shop", "production", "--wait", "1s");

        assertThat(held.code()).isEqualTo(3);
        assertThat(held.out().lines().map(line -> line.replaceFirst(":.*", ""))).containsExactly("LOCKED", "DRAINING");
        assertThat(held.err()).contains("is blocked");
        assertThat(late.code()).isEqualTo(3);
        assertThat(late.out()).contains("LOCKED: ");
        assertThat(late.err()).contains("waiting: LOCKED: ", "is still blocked after 1s");
    }

    @Test
    void gate_asksForAReason_whereARequestWould() throws Exception {
        admin.awaitEnd(admin.deploy("shop", ""));
        admin.post("/api/0/deploys/shop/production/1/judge/", Map.of("verdict", "faulty"));

        var bare = waybill().run("gate", "shop");
        var explained = waybill().run("gate", "shop", "--because", "it was the cache");

        assertThat(bare.code()).isEqualTo(3);
        assertThat(bare.out()).startsWith("REASON_NEEDED: ").contains("(--because)");
        assertThat(explained.code()).as(explained.err()).isZero();
    }

    @Test
    void mistakes_areNoBlockers() throws Exception {
        var code = Map.of(
                List.of("gate", "shop", "--sha", "0123456"), 1,
                List.of("gate", "shop", "--sha", "main"), 1,
                List.of("gate", "shop", "--ref", "nosuch"), 1,
                List.of("gate", "shpo"), 1,
                List.of("gate", "shop", "--wait", "soon"), 2,
                List.of("gate", "shop", "at", "production"), 2);
        for (var call : code.keySet()) {
            assertThat(waybill().run(call.toArray(String[]::new)).code())
                    .as(String.join(" ", call))
                    .isEqualTo(code.get(call));
        }
        assertThat(waybill().run("gate", "shop", "--sha", "0123456").err())
                .contains("the repository has no commit \"0123456\"");
    }

    @Test
    void wait_endsWhenTheLastBlockerHasGone() throws Exception {
        lock();
        admin.put("/api/0/drain/", Map.of());
        var waybill = waybill();
        var waiting = CompletableFuture.supplyAsync(
                () -> waybill.run("gate", "shop", "--wait", "10m"), Thread::startVirtualThread);
        waybill.awaitErr("waiting: DRAINING: ");

        admin.delete("/api/0/drain/");
        admin.put("/api/0/apps/shop/", Map.of("lockedReason", "False"));

        var done = waiting.get();
        assertThat(done.code()).as(done.err()).isZero();
        assertThat(done.out()).startsWith("nothing blocks a deploy of shop to production");
        assertThat(done.err().lines().filter(line -> line.contains("LOCKED"))).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void wait_survivesARestartOfTheServer() throws Exception {
        lock();
        try (var proxy = new TcpProxy(port())) {
            var waybill = new TestCli("http://127.0.0.1:" + proxy.port(), reader, directory);
            var waiting = CompletableFuture.supplyAsync(
                    () -> waybill.run("gate", "shop", "--wait", "10m"), Thread::startVirtualThread);
            waybill.awaitErr("waiting: LOCKED: ");

            proxy.cut();
            server.close();
            waybill.awaitErr("retrying");
            server = TestServer.start(data, null);
            proxy.mend(port());
            server.client().put("/api/0/apps/shop/", Map.of("lockedReason", "False"));

            var done = waiting.get();
            assertThat(done.code()).as(done.err()).isZero();
        }
    }
}
