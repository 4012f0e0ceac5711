package dev.waybill.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Secrets that are replaced, cannot be read, or are missing. */
class WebhookSecretsTest extends WebhooksFixture {
    @AfterEach
    void restore() throws Exception {
        write("server", SECRET);
        write("own", OWN_SECRET);
    }

    @Test
    void replacedSecret_takesEffectAtOnce() throws Exception {
        write("server", "another");

        assertThat(signing.push(SECRET, "acme/shop").status()).isEqualTo(401);
        assertThat(signing.push("another", "acme/shop").status()).isEqualTo(202);
    }

    @Test
    void missingFile_letsNothingIn_andHidesItsName() throws Exception {
        Files.delete(directory.resolve("server"));

        var answer = signing.push(SECRET, "acme/shop");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.text()).contains("see the server's log").doesNotContain(directory.toString());
        assertThat(signing.push(OWN_SECRET, "acme/own").status()).isEqualTo(202);
    }

    @Test
    void emptyFile_letsNothingIn() throws Exception {
        write("server", "\n");

        assertThat(signing.push("\n", "acme/shop").status()).isEqualTo(503);
        assertThat(signing.raw("push", "sha256=" + "0".repeat(64), Signing.in("acme/shop"))
                        .status())
                .isEqualTo(503);
    }

    @Test
    void apps_bringTheirOwnSecrets_byRequest() throws Exception {
        write("later", "brought later");
        var settings = Map.of(
                "repo",
                "acme/later",
                "webhook_secret",
                Map.of("file", directory.resolve("later").toString()));
        assertThat(signing.push("brought later", "acme/later").status()).isEqualTo(401);
        client.app("later", repository, "true");
        var changed = client.put("/api/0/apps/later/", Map.of("via", "github", "forge", settings));

        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        assertThat(changed.text()).doesNotContain("brought later");
        assertThat(signing.push("brought later", "acme/later").status()).isEqualTo(202);
        client.delete("/api/0/apps/later/");
        assertThat(signing.push("brought later", "acme/later").status()).isEqualTo(401);
    }
}
