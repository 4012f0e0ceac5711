package dev.waybill.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.SharedServer;
import dev.waybill.deploys.Deploy;
import dev.waybill.store.Database;
import dev.waybill.store.Db;
import dev.waybill.store.Tx;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Files that deploys leave; once for each database. */
abstract class ArtifactsContract extends SharedServer {
    /** Where the server stores them. */
    abstract Database stored();

    private static final String HELLO = "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03";

    private void app(String name, String command, Map<String, ?> more) throws Exception {
        var kept = new HashMap<String, Object>(Map.of("artifacts", List.of("out/**")));
        kept.putAll(more);
        client.app(name, repository, Map.of("command", command), kept);
    }

    private JsonNode list(JsonNode deploy) throws Exception {
        return client.get("/api/0/deploys/%s/artifacts/"
                        .formatted(deploy.get("id").asString()))
                .json();
    }

    private List<String> names(JsonNode deploy) throws Exception {
        return list(deploy).valueStream().map(it -> it.get("name").asString()).toList();
    }

    private HttpResponse<byte[]> raw(JsonNode deploy, String name) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var path = "/api/0/deploys/%s/artifacts/raw?name=%s"
                    .formatted(deploy.get("id").asString(), URLEncoder.encode(name, StandardCharsets.UTF_8));
            return http.send(client.request(path).build(), BodyHandlers.ofByteArray());
        }
    }

    @Test
    void artifacts_areKeptByteForByte_alsoOfAFailedDeploy() throws Exception {
        app(
                "bytes",
                "mkdir -p out/deep; cp readme out/; head -c 1300000 /dev/zero | tr '\\0' '\\377' > out/deep/big; : > out/empty; touch other; exit 3",
                Map.of());

        var deploy = client.deploy("bytes", "");
        var log = client.awaitEnd(deploy);

        assertThat(log)
                .contains(
                        ">> artifact out/deep/big, 1.2 MiB\n>> artifact out/empty, 0 bytes\n>> artifact out/readme, 6 bytes\n>> failed");
        assertThat(names(deploy)).containsExactly("out/deep/big", "out/empty", "out/readme");
        assertThat(list(deploy).get(2).get("sha256").asString()).isEqualTo(HELLO);
        assertThat(raw(deploy, "out/readme").body()).asString().isEqualTo("hello\n");
        assertThat(raw(deploy, "out/empty").body()).isEmpty();
        assertThat(raw(deploy, "out/deep/big").body()).hasSize(1_300_000).containsOnly((byte) 0xff);
        assertThat(raw(deploy, "out/other").statusCode()).isEqualTo(404);
    }

    @Test
    void links_pipesAndFilesOutside_areNot() throws Exception {
        app(
                "links",
                "mkdir out; ln -s /etc/hostname out/abs; ln -s ../readme out/rel; ln -s / out/root; mkfifo out/pipe; echo x > out/file; ln out/file out/hard; touch \"out/$(printf 'a\\377')\"",
                Map.of("artifacts", List.of("out/**", "**/config")));

        var deploy = client.deploy("links", "");
        client.awaitEnd(deploy);

        assertThat(names(deploy)).containsExactly("out/file", "out/hard");
        assertThat(raw(deploy, "out/hard").body()).asString().isEqualTo("x\n");
    }

    @Test
    void file_beyondTheLimit_isNamedAndLeftOut() throws Exception {
        app(
                "large",
                "mkdir out; for n in a b c; do head -c 600 /dev/zero > out/$n; done; head -c 300 /dev/zero > out/d",
                Map.of("artifacts_limit", "1000"));

        var deploy = client.deploy("large", "");

        assertThat(client.awaitEnd(deploy))
                .contains(
                        ">> artifact out/b was not kept: with its 600 bytes, all would exceed 1000 bytes\n>> artifact out/c was");
        assertThat(names(deploy)).containsExactly("out/a", "out/d");
    }

    @Test
    void names_canBeAnything() throws Exception {
        app(
                "names",
                "mkdir 'out'; cd out; for n in 'a b' '..x' '100%41' 'ä\"ö' '-rf' \"$(printf 'l\\nm')\" 'a+b&c=d#?' \"$(printf '%0240d' 0)\"; do echo \"$n\" > \"./$n\"; done; d=$(printf '%0200d' 0); mkdir $d; echo deep > $d/f",
                Map.of());

        var deploy = client.deploy("names", "");
        client.awaitEnd(deploy);

        assertThat(names(deploy)).hasSize(9);
        for (var name : names(deploy)) {
            var answer = raw(deploy, name);
            var last = name.substring(name.lastIndexOf('/') + 1);
            assertThat(new String(answer.body(), StandardCharsets.UTF_8))
                    .isEqualTo(last.equals("f") ? "deep\n" : last + "\n");
            assertThat(answer.headers().map())
                    .containsEntry("x-content-type-options", List.of("nosniff"))
                    .containsEntry("content-type", List.of("application/octet-stream"));
            assertThat(answer.headers().firstValue("content-disposition").orElseThrow())
                    .matches("attachment; filename=\"[A-Za-z0-9._-]+\"; filename\\*=UTF-8''[A-Za-z0-9._%-]+");
        }
        assertThat(raw(deploy, "out/ä\"ö").headers().firstValue("content-disposition"))
                .contains("attachment; filename=\"___\"; filename*=UTF-8''%C3%A4%22%C3%B6");
    }

    /** A deploy that leaves nothing does not count. */
    @Test
    void artifacts_areThoseOfTheNewestDeploys() throws Exception {
        app("often", "mkdir out; [ $WAYBILL_NUMBER = 3 ] || echo x > out/$WAYBILL_NUMBER", Map.of());
        var other = client.deploy("often", "?env=staging");
        client.awaitEnd(other);
        for (var i = 1; i <= 4; i++) {
            client.awaitEnd(client.deploy("often", ""));
        }
        var last = server.engine().deploys().require("often", "production", 4);

        try (var db = Db.open(stored())) {
            db.<Deploy>write(tx -> {
                ArtifactStore.keepNewest(tx, last, 2);
                return last;
            });
        }

        assertThat(names(shown("1"))).isEmpty();
        assertThat(names(shown("2"))).containsExactly("out/2");
        assertThat(names(shown("4"))).containsExactly("out/4");
        assertThat(names(other)).containsExactly("out/1");
    }

    private JsonNode shown(String number) throws Exception {
        return client.get("/api/0/deploys/often/production/%s/".formatted(number))
                .json();
    }

    /** A server that was killed while it stored them begins anew, and nobody sees the half before. */
    @Test
    void artifacts_thatAreHalfStored_doNotCount() throws Exception {
        app("half", "true", Map.of());
        client.awaitEnd(client.deploy("half", ""));
        var deploy = server.engine().deploys().require("half", "production", 1);
        var artifact = new Artifact(0, "f", 1, "0".repeat(64));

        try (var db = Db.open(stored())) {
            for (var store : List.<Consumer<Tx>>of(
                    tx -> ArtifactStore.begin(tx, deploy.id()),
                    tx -> ArtifactStore.add(tx, deploy.id(), 0, 0, new byte[] {1}))) {
                db.<Deploy>write(tx -> {
                    store.accept(tx);
                    return deploy;
                });
                assertThat(ArtifactStore.isComplete(db, deploy.id())).isFalse();
                assertThat(ArtifactStore.list(db, deploy.id())).isEmpty();
            }
            db.<Deploy>write(tx -> {
                ArtifactStore.begin(tx, deploy.id());
                ArtifactStore.add(tx, deploy.id(), 0, 0, new byte[] {2});
                ArtifactStore.complete(tx, deploy.id(), List.of(artifact));
                return deploy;
            });
            assertThat(ArtifactStore.isComplete(db, deploy.id())).isTrue();
            assertThat(ArtifactStore.list(db, deploy.id())).containsExactly(artifact);
            assertThat(ArtifactStore.part(db, deploy.id(), 0, 0)).hasValue(new byte[] {2});
        }
    }

    @Test
    void noFile_isSaid() throws Exception {
        app("none", "true", Map.of());

        assertThat(client.awaitEnd(client.deploy("none", "")))
                .contains(">> no file matches the patterns of artifacts\n>> succeeded");
    }

    @Test
    void artifacts_goWithTheApp() throws Exception {
        app("gone", "mkdir out; cp readme out", Map.of());
        var deploy = client.deploy("gone", "");
        client.awaitEnd(deploy);

        assertThat(client.delete("/api/0/apps/gone/").status()).isLessThan(300);
        assertThat(raw(deploy, "out/readme").statusCode()).isEqualTo(404);
    }
}
