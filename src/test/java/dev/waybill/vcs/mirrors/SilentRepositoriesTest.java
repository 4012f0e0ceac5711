package dev.waybill.vcs.mirrors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Pause;
import dev.waybill.ServerProcess;
import dev.waybill.TcpProxy;
import dev.waybill.TestRepository;
import dev.waybill.runs.CommandLines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server is killed while it waits for a repository that does not respond. */
@Tag("processes")
class SilentRepositoriesTest {
    @TempDir
    Path directory;

    @Test
    void gitOfAKilledServer_ends_andTheNextServerUsesTheMirror() throws Exception {
        var repository = TestRepository.make(directory.resolve("served/shop"));
        var data = directory.resolve("data");
        try (var daemon = GitDaemon.start(directory.resolve("served"));
                var cable = new TcpProxy(daemon.port())) {
            var url = "git://127.0.0.1:%d/shop".formatted(cable.port());
            try (var first = ServerProcess.start(data)) {
                var client = first.client();
                client.post(
                        "/api/0/apps/",
                        Map.of("name", "shop", "repository", url, "provider", "shell", "deploy", "cat readme"));
                client.awaitEnd(client.deploy("shop", ""));
                repository.commit("readme", "changed\n");
                cable.swallowAfter(0);

                var waiting = client.deploy("shop", "?ref=main");

                assertThat(waiting.at("/blockers/0/message").asString())
                        .contains("the server has been asking")
                        .contains("which commit");
                first.kill();
            }
            while (!CommandLines.with(url).isEmpty()) {
                Pause.briefly();
            }
            cable.swallowAfter(Long.MAX_VALUE);
            try (var second = ServerProcess.start(data)) {
                var client = second.client();

                assertThat(client.awaitEnd(
                                client.get("/api/0/deploys/shop/production/2/").json()))
                        .contains("changed\n>> succeeded");
            }
        }
        try (var mirrors = Files.list(data.resolve("mirrors"))) {
            assertThat(mirrors.filter(Files::isDirectory)).hasSize(1);
        }
    }
}
