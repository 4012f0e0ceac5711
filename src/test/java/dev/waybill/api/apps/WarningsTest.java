package dev.waybill.api.apps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.TestCli;
import dev.waybill.TestServer;
import dev.waybill.api.ApiFixture;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Pitfall 44: a command that will hardly do what is meant is warned of when it is saved, in the dry run and in the log. */
@Tag("processes")
class WarningsTest extends ApiFixture {
    private static final String DRY = "fab() { echo \"fab $*\"; }; fab -R {env} deploy:sha={sha}";
    private static final String NO_SMTP = "no mail is sent: the server has no smtp";
    private static final String WARNING = "\"fab -R\" names roles in Fabric 1 only";

    @Test
    void command_isWarnedOf_whenItIsSavedByRequest() throws Exception {
        var app = Map.of(
                "name",
                "shop",
                "provider",
                "shell",
                "repository",
                repository.path().toString(),
                "deploy",
                DRY);
        var made = client.post("/api/0/apps/", app);
        var back = client.put("/api/0/apps/shop/", Map.of("provider_config", Map.of("rollback_command", DRY)));
        var mended = client.put(
                "/api/0/apps/shop/", Map.of("deploy", "true", "unset", List.of("provider_config.rollback_command")));

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().at("/warnings/0").asString()).startsWith(WARNING);
        assertThat(back.json().get("warnings")).hasSize(1);
        assertThat(mended.json().get("warnings")).isEmpty();
    }

    @Test
    void email_isWarnedOf_ifTheServerHasNoSmtp() throws Exception {
        client.app("shop", repository, "true");
        var email = Map.of("type", "email", "config", Map.of("to", "ann@example.com"));

        var saved = client.put("/api/0/apps/shop/", Map.of("notifiers", List.of(email)));

        assertThat(saved.json().at("/warnings/0").asString()).startsWith(NO_SMTP);
    }

    @Test
    void command_isWarnedOf_onTheCommandLine() throws Exception {
        var waybill = new TestCli(server.url(), server.token(), directory);

        var made = waybill.run(
                "app", "create", "shop", "--repository", repository.path().toString(), "--deploy", DRY);
        var edited = waybill.run("app", "edit", "shop", "--set", "timeout=60");
        var dry = waybill.run("deploy", "shop", "--dry-run");

        assertThat(made.code()).as(made.err()).isZero();
        assertThat(made.err()).contains("warning: " + WARNING);
        assertThat(edited.err()).contains("warning: " + WARNING);
        assertThat(dry.out()).contains("warning").contains(WARNING);
    }

    @Test
    void command_isWarnedOf_inTheDryRunAndInTheLog() throws Exception {
        client.app("shop", repository, DRY);

        var preview = client.post("/api/0/deploys/?dry_run=true", Map.of("app", "shop"));
        var log = client.awaitEnd(client.deploy("shop", ""));

        assertThat(preview.json().at("/warnings/0").asString()).startsWith(WARNING);
        assertThat(log)
                .contains("warning: " + WARNING)
                .contains("fab -R production")
                .contains("succeeded");
    }

    @Test
    void file_isWarnedOf_whenItIsReloaded() throws Exception {
        var file = directory.resolve("waybill.yaml");
        var email = "notifiers: [{type: email, config: {to: ann@example.com}}]";
        var app = "repository: %s, deploy: 'fab -R {env} x'".formatted(repository.path());
        Files.writeString(file, "%s\napps: {shop: {%s, %s}}".formatted(email, app, email));
        try (var other = TestServer.in(directory.resolve("other")).with(file).start()) {
            var reloaded = other.client().post("/api/0/config/reload/?dry_run=true", Map.of());
            assertThat(reloaded.json().get("warnings").valueStream().map(JsonNode::asString))
                    .satisfiesExactly(
                            it -> assertThat(it).startsWith("notifiers: " + NO_SMTP),
                            it -> assertThat(it).startsWith("shop: " + WARNING),
                            it -> assertThat(it).startsWith("shop: " + NO_SMTP));

            Files.writeString(file, "shop: {repository: %s, deploy: x}".formatted(repository.path()));
            assertThat(other.client()
                            .post("/api/0/config/reload/", Map.of())
                            .json()
                            .get("warnings"))
                    .isEmpty();
        }
    }
}
