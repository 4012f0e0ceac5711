package dev.waybill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.apps.config.ConfigFile;
import dev.waybill.store.Database;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server and its configuration: the file, its reload, what it owns, what it refuses to start with. */
@Tag("processes")
class ConfigurationTest {
    @TempDir
    Path directory;

    private TestRepository repository;
    private Path file;

    @BeforeEach
    void make() throws Exception {
        repository = TestRepository.make(directory.resolve("repository"));
        file = directory.resolve("waybill.yaml");
    }

    private void write(String... apps) throws Exception {
        Files.writeString(file, "apps:\n  " + String.join("\n  ", apps) + "\n");
    }

    private String app(String name, String command) {
        return "%s: {repository: %s, deploy: %s}".formatted(name, repository.path(), command);
    }

    private TestServer start() throws Exception {
        return TestServer.start(directory.resolve("data"), null, 100, file, null);
    }

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
    void reload_bringsChangesIn_retires_andBringsBack() throws Exception {
        write(app("shop", "echo one"), app("blog", "true"));
        try (var server = start()) {
            var client = server.client();
            client.awaitEnd(client.deploy("blog", ""));

            write(app("shop", "echo two"), app("wiki", "true"));
            var reloaded = client.post("/api/0/config/reload/", Map.of());
            var log = client.awaitEnd(client.deploy("shop", ""));
            var held = client.deploy("blog", "");
            var shown = client.show(held);
            write(app("shop", "echo two"), app("blog", "true"));
            client.post("/api/0/config/reload/", Map.of());
            client.awaitEnd(held);

            assertThat(reloaded.text())
                    .isEqualTo(
                            "{\"created\":[\"wiki\"],\"changed\":[\"shop\"],\"retired\":[\"blog\"],\"warnings\":[]}");
            assertThat(log).contains("two\n");
            assertThat(shown.at("/blockers/0/code").asString()).isEqualTo("APP_RETIRED");
            assertThat(client.get("/api/0/deploys/blog/production/1/").status()).isEqualTo(200);
            assertThat(client.show(held).get("outcome").asString()).isEqualTo("succeeded");
        }
    }

    @Test
    void reload_ofABadFile_changesNothing_andSaysWhy() throws Exception {
        write(app("shop", "true"));
        try (var server = start()) {
            var client = server.client();

            write(app("blog", "true"), "shop: {deplyo: x}");
            var refused = client.post("/api/0/config/reload/", Map.of());

            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.json().get("error_name").asString()).isEqualTo("invalid_config");
            assertThat(refused.text()).contains("apps.shop.deplyo, line 3: unknown, did you mean deploy?");
            assertThat(client.get("/api/0/apps/blog/").status()).isEqualTo(404);
            assertThat(client.get("/api/0/apps/shop/").status()).isEqualTo(200);
        }
    }

    @Test
    void reload_ofTheSame_howeverItIsSpelt_changesNothing() throws Exception {
        var one =
                "timeout: 600, grace: 10, checks: [{type: age, config: {min: 1.50}}], variables: {A: 1.10, B: 2}, paths: a/**";
        var other =
                "paths: [a/**], checks: [{config: {min: 1.5}, type: age}], variables: {B: '2', A: '1.10'}, grace: 1e1, provider_config: {timeout: 600.0}";
        write("shop: {repository: %s, deploy: x, %s}".formatted(repository.path(), one));
        try (var server = start()) {
            var client = server.client();
            for (var spelling : List.of(one, other, one)) {
                write("shop: {repository: %s, deploy: x, %s}".formatted(repository.path(), spelling));
                assertThat(client.post("/api/0/config/reload/", Map.of()).text())
                        .isEqualTo("{\"created\":[],\"changed\":[],\"retired\":[],\"warnings\":[]}");
            }

            assertThat(client.get("/api/0/apps/shop/history/").json()).hasSize(1);
        }
    }

    @Test
    void app_thatComesBackOrIsTakenOver_asItWas_hasNoNewVersion() throws Exception {
        write(app("shop", "x"));
        try (var server = start()) {
            var client = server.client();
            client.app("blog", repository, "x");
            client.get("/api/0/apps/blog/");
            write("blog: {repository: %s, provider_config: {command: x}}".formatted(repository.path()));
            var reloaded = client.post("/api/0/config/reload/", Map.of());
            write(app("shop", "x"), app("blog", "x"));
            client.post("/api/0/config/reload/", Map.of());

            assertThat(reloaded.text())
                    .isEqualTo("{\"created\":[],\"changed\":[\"blog\"],\"retired\":[\"shop\"],\"warnings\":[]}");
            for (var app : List.of("shop", "blog")) {
                var shown = client.get("/api/0/apps/%s/".formatted(app)).json();
                assertThat(shown.get("version").asInt()).isEqualTo(1);
                assertThat(shown.get("ofFile").asBoolean()).isTrue();
                assertThat(shown.get("retired").isNull()).isTrue();
                assertThat(client.get("/api/0/apps/%s/history/".formatted(app)).json())
                        .hasSize(1);
            }
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
    void server_doesNotStart_onADatabaseThatDoesNotAnswer() {
        var nobody = new Database("jdbc:postgresql://127.0.0.1:1/waybill?user=w&password=hunter2");

        assertThatThrownBy(() -> TestServer.start(directory.resolve("data"), nobody))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("database jdbc:postgresql://127.0.0.1:1/waybill")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void dataDirectory_isPrivate_andHoldsTheToken() throws Exception {
        try (var server = TestServer.start(directory.resolve("data"), null)) {
            var token = server.data().resolve("admin-token");

            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(server.data())))
                    .isEqualTo("rwx------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(token)))
                    .isEqualTo("rw-------");
            assertThat(Files.readString(token)).matches("wb_[A-Za-z0-9_-]{43}\n");
        }
    }

    @Test
    void adminToken_isReplaced_andTheOldOneForgotten() throws Exception {
        Client old;
        try (var server = TestServer.start(directory.resolve("data"), null)) {
            old = server.client();
        }
        Files.delete(directory.resolve("data/admin-token"));
        try (var server = TestServer.start(directory.resolve("data"), null)) {
            var before = new Client(server.url(), old.token());

            assertThat(before.get("/api/0/apps/").status()).isEqualTo(401);
            assertThat(server.client().get("/api/0/apps/").status()).isEqualTo(200);
        }
    }

    @Test
    void hangup_reloads_andSigtermEndsTheServerSoon() throws Exception {
        write(app("shop", "true"));
        var server = ServerProcess.start(directory.resolve("data"), "--config", file.toString());
        try (server) {
            write(app("shop", "true"), app("blog", "true"));
            server.hangUp();
            var client = server.client(); // each has files of its own open until it is collected
            while (client.get("/api/0/apps/blog/").status() != 200) {
                Pause.briefly();
            }
            assertThat(server.terminate()).isEqualTo(143);
        }
    }
}
