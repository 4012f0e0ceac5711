package dev.waybill.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Pause;
import dev.waybill.ServerProcess;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A configuration file that is changed while the server runs. */
class ReloadTest extends ConfigurationFixture {
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
