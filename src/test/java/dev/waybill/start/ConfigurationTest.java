package dev.waybill.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.TestServer;
import dev.waybill.apps.config.ConfigFile;
import dev.waybill.store.Database;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A server and its configuration file: what it brings in and owns, and what it does not start with. */
class ConfigurationTest extends ConfigurationFixture {
    @Test
    void file_isBroughtIn_andOwnsItsApps() throws Exception {
        write(app("shop", "true"));
        try (var server = start()) {
            var client = server.client();

            var deploy = client.deploy("shop", "");
            client.awaitEnd(deploy);
            var refused = client.put("/api/0/apps/shop/", Map.of("repository", "/elsewhere"));
            var deleted = client.delete("/api/0/apps/shop/");
            var locked = client.put("/api/0/apps/shop/", Map.of("lockedReason", "db migration"));

            assertThat(client.show(deploy).get("outcome").asString()).isEqualTo("succeeded");
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.json().get("error").asString())
                    .contains("shop belongs to the server's configuration file");
            assertThat(deleted.status()).isEqualTo(409);
            assertThat(locked.status()).isEqualTo(200);
        }
    }

    @Test
    void history_tellsWhoChangedWhat_andRestoreGoesBack() throws Exception {
        try (var server = TestServer.start(directory.resolve("data"), null)) {
            var client = server.client();
            client.app("shop", repository, "echo one");
            client.put("/api/0/apps/shop/", Map.of("provider_config", Map.of("command", "echo two")));

            var history = client.get("/api/0/apps/shop/history/").json();
            var deploy = client.deploy("shop", "");
            var restored = client.post("/api/0/apps/shop/restore/", Map.of("version", 1));
            var unknown = client.post("/api/0/apps/shop/restore/", Map.of("version", 9));

            assertThat(history.at("/0/version").asInt()).isEqualTo(2);
            assertThat(history.at("/0/user").asString()).isEqualTo("admin");
            assertThat(history.at("/0/changes").toString())
                    .isEqualTo(
                            "[{\"path\":\"provider_config.command\",\"before\":\"echo one\",\"after\":\"echo two\"}]");
            assertThat(deploy.get("appVersion").asInt()).isEqualTo(2);
            assertThat(restored.json().at("/provider_config/command").asString())
                    .isEqualTo("echo one");
            assertThat(restored.json().get("version").asInt()).isEqualTo(3);
            assertThat(unknown.json().get("error").asString()).contains("has no version 9; its newest is 3");
        }
    }

    @Test
    void server_doesNotStart_withABadFile_anUnknownDatabase_orADirectoryInUse() throws Exception {
        write("shop: {deplyo: x}");
        assertThatThrownBy(this::start).isInstanceOf(ConfigFile.Mistakes.class).hasMessageContaining("line 2");

        assertThatThrownBy(() -> new Database("jdbc:mysql://x/y?password=hunter2"))
                .hasMessageContaining("jdbc:postgresql://")
                .hasMessageNotContaining("hunter2");

        var data = directory.resolve("used");
        try (var first = TestServer.start(data, null)) {
            assertThatThrownBy(() -> TestServer.start(data, null))
                    .hasMessageContaining(data + " is in use by another server");
            assertThat(first.client().get("/readyz").status()).isEqualTo(200);
        }
        TestServer.start(data, null).close();
    }

    @Test
    void server_doesNotStart_withASecretOfItsOwn_inACheckOrNotifier() throws Exception {
        write(
                app("shop", "true")
                        .replace(
                                "}",
                                ", checks: [{type: http, config: {url: {env: DATABASE_URL}}}],"
                                        + " notifiers: [{type: webhook, config: {url: 'https://x', headers: {A: {file: /proc/1/environ}}}}]}"));

        assertThatThrownBy(this::start)
                .hasMessageContaining("shop.checks.0.config.url: DATABASE_URL is reserved for the server")
                .hasMessageContaining("shop.notifiers.0.config.headers.A: /proc/1/environ is in the server's data");
    }
}
