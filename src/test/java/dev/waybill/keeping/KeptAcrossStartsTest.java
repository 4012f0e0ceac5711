package dev.waybill.keeping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Client;
import dev.waybill.Pause;
import dev.waybill.TestRepository;
import dev.waybill.TestServer;
import dev.waybill.workspaces.Directories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept is there after a restart, unless it was removed meanwhile or there is no room. */
@Tag("processes")
class KeptAcrossStartsTest {
    private static final String LIST = "/api/0/workspaces/";

    @TempDir
    Path directory;

    private Path kept;

    @BeforeEach
    void keep() throws Exception {
        try (var server = start().start()) {
            var client = server.client();
            client.app("shop", TestRepository.make(directory.resolve("repository")), "cat readme");
            client.put("/api/0/apps/shop/", Map.of("workspace", "warm"));
            client.awaitEnd(client.deploy("shop", ""));
            kept = directory.resolve("data/workspaces").resolve(awaitKept(client));
        }
    }

    private TestServer.Setup start() {
        return TestServer.in(directory.resolve("data"));
    }

    private String awaitKept(Client client) throws IOException, InterruptedException {
        while (true) {
            var all = client.get(LIST).json();
            var workspaces = directory.resolve("data/workspaces");
            if (!all.isEmpty()
                    && Files.exists(workspaces.resolve(all.get(0).get("name").asString()))) {
                return all.get(0).get("name").asString();
            }
            Pause.briefly();
        }
    }

    private static void awaitNone(Client client) throws IOException, InterruptedException {
        while (!client.get(LIST).json().isEmpty()) {
            Pause.briefly();
        }
    }

    @Test
    void warmWorkspace_isUsed_afterARestart() throws Exception {
        Files.createDirectory(kept.resolveSibling("warm-7-nowhere")); // of which no row is left
        try (var server = start().start()) {
            var client = server.client();

            var log = client.awaitEnd(client.deploy("shop", ""));

            assertThat(log).contains("in a warm workspace", "hello\n");
            assertThat(kept.resolveSibling("warm-7-nowhere")).doesNotExist();
        }
    }

    @Test
    void row_isRemoved_onceItsDirectoryIsGone() throws Exception {
        Directories.delete(kept);
        try (var server = start().start()) {
            var client = server.client();
            awaitNone(client);

            var log = client.awaitEnd(client.deploy("shop", ""));

            assertThat(log).doesNotContain("warm workspace").contains("hello\n");
        }
    }

    @Test
    void keptWorkspaces_areRemoved_whileTheDiskIsShort() throws Exception {
        var config = Files.writeString(directory.resolve("waybill.yaml"), "min_free: 1000TiB\napps: {}\n");
        try (var server = start().with(config).start()) {
            awaitNone(server.client());

            assertThat(kept).doesNotExist();
        }
    }
}
