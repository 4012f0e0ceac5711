package dev.waybill.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.SharedServer;
import dev.waybill.TestRepository;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Repositories that misbehave: each is answered with a sentence. */
class OddRepositoriesTest extends SharedServer {
    @Test
    void repository_thatIsEmpty_hasNoSuchRef() throws Exception {
        Files.createDirectories(directory.resolve("empty"));
        TestRepository.at(directory.resolve("empty")).git("init", "--quiet", "--initial-branch=main", ".");
        client.app("empty", TestRepository.at(directory.resolve("empty")), "true");

        for (var ref : List.of("", "?ref=main", "?ref=HEAD")) {
            var answer = client.send(client.request("/api/0/empty/deploy" + ref)
                    .POST(java.net.http.HttpRequest.BodyPublishers.noBody()));
            assertThat(answer.status()).as(answer.text()).isEqualTo(400);
            assertThat(answer.json().get("error_name").asString()).isEqualTo("invalid_ref");
        }
    }

    @Test
    void repository_whoseHeadNamesNothing_stillDeploysItsBranches() throws Exception {
        var headless = TestRepository.make(directory.resolve("headless"));
        headless.git("symbolic-ref", "HEAD", "refs/heads/nowhere");
        client.app("headless", headless, "cat readme");

        var branch = client.deploy("headless", "?ref=main");
        var none = client.post("/api/0/deploys/", Map.of("app", "headless"));

        assertThat(client.awaitEnd(branch)).contains("hello\n>> succeeded");
        assertThat(none.status()).isEqualTo(400);
    }

    /** A remote that accepts the connection and says nothing. */
    @Test
    void repository_thatHangs_doesNotHoldTheRequestUp() throws Exception {
        try (var mute = new java.net.ServerSocket(0, 50, java.net.InetAddress.getLoopbackAddress())) {
            client.post(
                    "/api/0/apps/",
                    Map.of(
                            "name",
                            "hangs",
                            "provider",
                            "shell",
                            "deploy",
                            "true",
                            "repository",
                            "http://127.0.0.1:%d/shop.git".formatted(mute.getLocalPort())));

            var asked = client.deploy("hangs", "?ref=main");
            var cancelled = client.put("/api/0/deploys/hangs/production/1/", Map.of("status", "cancelled"));

            assertThat(asked.get("sha").isNull()).isTrue();
            assertThat(asked.at("/blockers/0/code").asString()).isEqualTo("REF_UNRESOLVED");
            assertThat(cancelled.json().get("outcome").asString()).isEqualTo("cancelled");
        }
    }
}
