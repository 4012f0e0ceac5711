package dev.waybill.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Client;
import dev.waybill.ServerProcess;
import dev.waybill.TcpProxy;
import dev.waybill.TestCli;
import dev.waybill.TestRepository;
import dev.waybill.store.Database;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A command that runs elsewhere outlives servers, and every byte of its output is in the log once. Once for each database. */
@Tag("processes")
abstract class RunThroughKillsContract {
    private static final int LINES = 400;
    private static final String COUNT = "for i in $(seq %d); do echo \"line $i\"; sleep 0.02; done".formatted(LINES);
    private static final String COUNTED =
            IntStream.rangeClosed(1, LINES).mapToObj("line %d\n"::formatted).collect(Collectors.joining());

    @TempDir
    Path directory;

    /** Null for the embedded store. */
    abstract @Nullable Database database() throws Exception;

    /** The data directory of a later server: a shared database has any number of them. */
    private Path data(int start) throws Exception {
        return directory.resolve(isShared() ? "data-" + start : "data");
    }

    abstract boolean isShared();

    private ServerProcess start(int start, @Nullable Database database) throws Exception {
        return database == null
                ? ServerProcess.start(data(start))
                : ServerProcess.start(data(start), "--database", database.jdbcUrl(), "--node-name", "node" + start);
    }

    @Test
    void outputIsWhole_howeverOftenServersAreKilled() throws Exception {
        var database = database();
        var first = start(0, database);
        var client = first.client();
        client.app("survivor", TestRepository.make(directory.resolve("repository")), "true");
        var made =
                client.post("/api/0/tokens/", Map.of("name", "ci", "user", "ci", "rights", List.of("deploy", "read")));
        var token = made.json().get("token").asString();
        try (var proxy = new TcpProxy(first.port())) {
            var waybill = new TestCli("http://127.0.0.1:" + proxy.port(), token, directory);
            var run = CompletableFuture.supplyAsync(
                    () -> waybill.run("run", "survivor", "--", "sh", "-c", COUNT + "; exit 7"));
            waybill.awaitOut("line 50\n");
            proxy.cut(); // or it would end with the server
            first.kill();
            var second = start(1, database);
            proxy.mend(second.port());
            waybill.awaitOut("line 300\n");
            proxy.cut();
            second.kill();
            try (var third = start(2, database)) {
                proxy.mend(third.port());
                var done = run.get();

                assertThat(done.code()).as(done.err()).isEqualTo(7);
                assertThat(new String(done.bytes(), StandardCharsets.UTF_8)).isEqualTo(COUNTED);
                var now = new Client("http://127.0.0.1:" + third.port(), token);
                assertThat(now.send(now.request("/api/0/deploys/survivor/production/1/log/raw?origin=command")
                                        .GET())
                                .text())
                        .isEqualTo(COUNTED);
                assertThat(now.get("/api/0/deploys/survivor/production/1/")
                                .json()
                                .get("outcome")
                                .asString())
                        .isEqualTo("failed");
            }
        }
    }
}
