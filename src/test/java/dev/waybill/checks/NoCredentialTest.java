package dev.waybill.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.TestRepository;
import dev.waybill.TestServer;
import dev.waybill.forge.fake.FakeGitHub;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The shortest configuration names a code host and no credential for it. */
@Tag("processes")
class NoCredentialTest {
    private static final String IGNORED =
            "via github: no credential is configured, so checks that were reported there are ignored; set github.token";

    @TempDir
    private Path directory;

    private JsonNode deployed(String configuration) throws Exception {
        var repository = TestRepository.make(directory.resolve("repository"));
        var file = Files.writeString(
                directory.resolve("waybill.yaml"),
                configuration.replace("REPOSITORY", repository.path().toString()));
        try (var server = TestServer.in(directory.resolve("data")).with(file).start()) {
            var client = server.client();
            var deploy = client.deploy("sentry", "");
            if (!deploy.get("message").isNull()) {
                client.awaitEnd(deploy);
                assertThat(client.get("/api/0/deliveries/").text()).isEqualTo("[]");
            }
            return client.get("/api/0/deploys/1/").json();
        }
    }

    @Test
    void withoutAnySettings_deploysGoOut_andSayThatChecksAreIgnored() throws Exception {
        var deploy = deployed("{sentry: {repository: 'REPOSITORY', deploy: 'true', via: github}}");
        assertThat(deploy.get("status").asString()).isEqualTo("finished");
        assertThat(deploy.get("message").asString()).isEqualTo(IGNORED);
    }

    @Test
    void secretOfWebhooks_isNoCredential() throws Exception {
        var deploy = deployed("""
                github: {webhook_secret: {env: HOOKS}}
                apps: {sentry: {repository: 'REPOSITORY', deploy: 'true', via: github, github: {webhook_secret: {env: HOOKS}}}}
                """);

        assertThat(deploy.get("status").asString()).isEqualTo("finished");
        assertThat(deploy.get("message").asString()).isEqualTo(IGNORED);
    }

    @Test
    void withSettingsButNoCredential_deploysWait() throws Exception {
        var deploy = deployed("{sentry: {repository: 'REPOSITORY', deploy: 'true', via: github, github: {repo: %s}}}"
                .formatted(FakeGitHub.REPOSITORY));

        assertThat(deploy.get("status").asString()).isEqualTo("pending");
        assertThat(deploy.at("/blockers/0/code").asString()).isEqualTo("CHECKS_UNREADABLE");
    }
}
