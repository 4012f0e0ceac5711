package dev.waybill.cli.locks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.TestCli;
import dev.waybill.TestRepository;
import dev.waybill.TestServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs around locks, against a real server. */
@Tag("processes")
class LockVerbsTest {
    @TempDir
    Path directory;

    @Test
    void locks_areTakenRefusedListedAndReleased() throws Exception {
        try (var server = TestServer.start(directory.resolve("data"), null)) {
            var client = server.client();
            client.app("shop", TestRepository.make(directory.resolve("repository")), "true");
            var token = client.post(
                    "/api/0/tokens/", Map.of("name", "bob", "user", "bob", "rights", List.of("deploy", "lock")));
            var ann = new TestCli(server.url(), server.token(), directory);
            var bob = new TestCli(server.url(), token.json().get("token").asString(), directory);

            var words = ann.run("lock", "shop", "in", "production", "for", "2h", "because", "db", "migration");
            var refused = bob.run("lock", "shop", "production", "--because", "mine");
            bob.run("deploy", "shop", "--queue");
            var would = ann.run("unlock", "shop", "production", "--dry-run");
            var everywhere = ann.run("lock", "--env", "staging", "--because", "audit", "--kind", "warning", "--json");
            var listed = ann.run("locks");
            var released = ann.run("unlock", "shop", "in", "production");

            assertThat(words.code()).as(words.err()).isZero();
            assertThat(words.out())
                    .startsWith("production of shop is locked (hard) by admin until ")
                    .endsWith("db migration");
            assertThat(refused.code()).isEqualTo(3);
            assertThat(refused.err()).contains("locked by admin", "steal it (--steal)");
            assertThat(would.err()).contains("would be unlocked", "shop/production#1");
            assertThat(everywhere.json().get("kind").asString()).isEqualTo("warning");
            assertThat(listed.out()).contains("production of shop", "staging of all apps");
            assertThat(released.err()).contains("waybill cancel shop/production#1");
            assertThat(ann.run("lock", "shop").code()).isEqualTo(2);
            assertThat(ann.run("lock", "--all", "shop", "--because", "x").code())
                    .isEqualTo(2);
            assertThat(ann.run("unlock", "shop").code()).isEqualTo(1);
        }
    }
}
