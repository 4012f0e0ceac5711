package dev.waybill.registrations;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What GitHub is told about a deploy. */
class DeploymentTextsTest extends RegistrationFixture {
    private static final String SECRET = "correct-horse-battery";

    @Test
    void secretsInTheMessageOfADeploy_areMasked() throws Exception {
        var secret = Files.writeString(directory.resolve("secret"), SECRET);
        configure("""
                , secrets: {KEY: {file: '%s'}}, checks: [{type: github, config: {name: 'has %s', repo: acme/shop, contexts: [never]}}]
                """.formatted(secret, SECRET).strip());
        latch.open();

        client.awaitEnd(client.deploy("shop", "?force=true"));

        var told = await(1, "success").getFirst().states().getLast().description();
        assertThat(told).startsWith("Succeeded: force skips the checks has ***");
    }

    private void configure(String settings) throws Exception {
        var file = directory.resolve("waybill.yaml");
        var old = Files.readString(file);
        Files.writeString(file, old.replace("github: {repo: acme/shop}", "github: {repo: acme/shop}" + settings));
        var answer = client.post("/api/0/config/reload/", Map.of());
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }
}
