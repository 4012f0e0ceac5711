package dev.waybill.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Client;
import dev.waybill.Pause;
import dev.waybill.TestRepository;
import dev.waybill.TestServer;
import dev.waybill.runs.CommandLines;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The set-up of a deploy is within its limits: a submodule whose host takes the connection and says nothing. */
@Tag("processes")
class SetUpTest {
    @TempDir
    Path directory;

    private TestServer server;
    private Client client;
    private ServerSocket silent;
    private String url;

    @BeforeEach
    void start() throws Exception {
        silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        url = "git://127.0.0.1:%d/lib".formatted(silent.getLocalPort());
        var repository = TestRepository.make(directory.resolve("repository"));
        repository.git("config", "-f", ".gitmodules", "submodule.lib.path", "lib");
        repository.git("config", "-f", ".gitmodules", "submodule.lib.url", url);
        repository.git("update-index", "--add", "--cacheinfo", "160000," + "1".repeat(40) + ",lib");
        repository.git("add", ".gitmodules");
        repository.git("commit", "--quiet", "--message", "Add submodule");
        server = TestServer.start(directory.resolve("data"), null);
        client = server.client();
        client.app("shop", repository, "cat readme");
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        silent.close();
    }

    private JsonNode deployThatHangs() throws Exception {
        var deploy = client.deploy("shop", "");
        client.awaitLog(deploy, ">> fetching submodule lib from " + url);
        while (CommandLines.with(url).isEmpty()) {
            Pause.briefly();
        }
        return deploy;
    }

    @Test
    void timeout_endsTheSetUp_andNamesTheStep() throws Exception {
        client.put("/api/0/apps/shop/", Map.of("provider_config", Map.of("command", "cat readme", "timeout", 2)));

        var deploy = client.deploy("shop", "");
        var log = client.awaitEnd(deploy);

        assertThat(log).contains("time limit of 2 s reached while fetching submodule lib from " + url);
        assertThat(client.show(deploy).get("outcome").asString()).isEqualTo("timed_out");
        assertThat(CommandLines.with(url)).isEmpty();
    }

    @Test
    void cancel_endsTheSetUp_withAllThatItStarted() throws Exception {
        var deploy = deployThatHangs();

        client.put("/api/0/deploys/shop/production/1/", Map.of("status", "cancelled"));

        client.awaitEnd(deploy);
        assertThat(client.show(deploy).get("outcome").asString()).isEqualTo("cancelled");
        assertThat(CommandLines.with(url)).isEmpty();
    }

    @Test
    void kill_endsTheSetUp_withAllThatItStarted() throws Exception {
        var deploy = deployThatHangs();

        client.post("/api/0/deploys/shop/production/1/kill/", Map.of());

        client.awaitEnd(deploy);
        assertThat(client.show(deploy).get("outcome").asString()).isEqualTo("cancelled");
        assertThat(CommandLines.with(url)).isEmpty();
    }

    @Test
    void submodulesFalse_fetchesNone() throws Exception {
        client.put("/api/0/apps/shop/", Map.of("submodules", false));

        assertThat(client.awaitEnd(client.deploy("shop", ""))).contains("hello\n>> succeeded");
        assertThat(client.get("/api/0/apps/shop/").json().get("submodules").asString())
                .isEqualTo("false");
    }
}
