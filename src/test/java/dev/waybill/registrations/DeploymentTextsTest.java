package dev.waybill.registrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.waybill.Pause;
import dev.waybill.forge.fake.FakeGitHub;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** What GitHub is told about a deploy. */
class DeploymentTextsTest extends RegistrationFixture {
    private static final String SECRET = "correct-horse-battery";

    @Test
    void secretsInTheMessageOfADeploy_areMasked() throws Exception {
        var secret = Files.writeString(directory.resolve("secret"), SECRET);
        reload(settings() + """
                , secrets: {KEY: {file: '%s'}}, checks: [{type: github, config: {name: 'has %s', repo: acme/shop, contexts: [never]}}]
                """.formatted(secret, SECRET).strip());
        latch.open();

        client.awaitEnd(client.deploy("shop", "?force=true"));

        var told = await(1, "success").getFirst().states().getLast().description();
        assertThat(told).startsWith("Succeeded: force skips the checks has ***");
    }

    @Test
    void environmentsThatAreCalledLikeProduction_areProduction() throws Exception {
        latch.open();
        reload(settings() + ", environments: {production: {}, live: {}, staging: {}}");
        client.awaitEnd(client.deploy("shop", "?env=live"));
        client.awaitEnd(client.deploy("shop", "?env=staging"));
        while (github.deployments().size() < 2) {
            Pause.briefly();
        }

        assertThat(github.deployments())
                .extracting(FakeGitHub.Deployment::environment, FakeGitHub.Deployment::isProduction)
                .containsExactlyInAnyOrder(tuple("live", true), tuple("staging", false));
    }
}
