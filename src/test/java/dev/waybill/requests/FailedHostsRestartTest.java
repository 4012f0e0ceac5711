package dev.waybill.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.TestRepository;
import dev.waybill.TestServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A retry that waits through a restart of the server. */
@Tag("processes")
class FailedHostsRestartTest {
    @Test
    void retry_goesToFailedHostsOnly_alsoAfterARestart(@TempDir Path directory) throws Exception {
        var repository = TestRepository.make(directory.resolve("repository"));
        var data = directory.resolve("data");
        try (var server = TestServer.in(data).start()) {
            var client = server.client();
            var config = Map.of("length", 0.001, "hosts", List.of("web1", "web2"), "fails_on", "web2");
            assertThat(client.newApp("shop", repository, "fake", config).status())
                    .isEqualTo(201);
            client.awaitTheEnd(client.deploy("shop", ""));
            client.put("/api/0/drain/", Map.of());
            assertThat(client.post("/api/0/deploys/shop/production/1/retry/", Map.of("failed_hosts", true))
                            .status())
                    .isEqualTo(201);
        }

        try (var server = TestServer.in(data).start()) {
            var client = server.client();
            client.delete("/api/0/drain/");
            var retry = client.get("/api/0/deploys/shop/production/2/").json();

            assertThat(client.awaitEnd(retry)).contains(", only web2\n");
            assertThat(client.show(retry).at("/task/hosts").toString()).isEqualTo("{\"web2\":\"failed\"}");
        }
    }
}
