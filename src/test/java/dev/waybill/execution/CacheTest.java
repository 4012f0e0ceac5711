package dev.waybill.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Pause;
import dev.waybill.SharedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The directories that survive the deploys of an app. */
class CacheTest extends SharedServer {
    private static final String COUNTS = "echo x >> \"$WAYBILL_CACHE/runs\"; wc -l < \"$WAYBILL_CACHE/runs\"";

    private void app(String name, String command) throws Exception {
        client.app(name, repository, Map.of("command", command), Map.of("cache", "1MB"));
    }

    private String log(String app, String query) throws Exception {
        return client.awaitEnd(client.deploy(app, query));
    }

    private Path cache(String app) throws Exception {
        var id = client.get("/api/0/apps/%s/".formatted(app)).json().get("id").asString();
        return server.data().resolve("caches").resolve(id);
    }

    private void tidy(boolean isSpaceShort) {
        server.engine().running().kept().caching().tidy(() -> isSpaceShort);
    }

    private static void awaitGone(Path file) throws InterruptedException {
        while (Files.exists(file)) {
            Pause.briefly();
        }
    }

    @Test
    void cache_survivesDeploys_andIsTheAppsOwn() throws Exception {
        app("counts", COUNTS);
        app("counts-too", COUNTS);
        client.app("bare", repository, "echo \"<${WAYBILL_CACHE-unset}>\"");

        assertThat(log("counts", "")).contains("\n1\n>> succeeded");
        assertThat(log("counts", "?env=staging")).contains("\n2\n>> succeeded");
        assertThat(log("counts-too", "")).contains("\n1\n>> succeeded");
        assertThat(log("bare", "")).contains("<unset>");
        assertThat(Files.getPosixFilePermissions(cache("counts"))).hasSize(3);
    }

    @Test
    void cache_isTrimmed_whenADeployHasEnded() throws Exception {
        app("fills", "head -c 900000 /dev/zero > \"$WAYBILL_CACHE/$WAYBILL_NUMBER\"");
        log("fills", "");
        run("touch", "-d", "@1", cache("fills").resolve("cache/1").toString());

        log("fills", "");

        awaitGone(cache("fills").resolve("cache/1"));
        assertThat(cache("fills").resolve("cache/2")).hasSize(900_000);
    }

    private static void run(String... command) throws Exception {
        assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
    }

    @Test
    void cache_thatCannotBeMade_failsTheDeploy_andTheLogSaysWhy() throws Exception {
        app("blocked", "echo ran");
        Files.createDirectories(cache("blocked").getParent());
        Files.writeString(cache("blocked"), "");

        assertThat(log("blocked", ""))
                .contains("the command could not be started: the cache of the app cannot be used: ")
                .doesNotContain("ran\n");
    }

    @Test
    void cache_thatNoAppHasAnyMore_isRemoved() throws Exception {
        for (var name : List.of("deleted", "changed", "stays")) {
            app(name, COUNTS);
            log(name, "");
        }
        var deleted = cache("deleted");
        client.delete("/api/0/apps/deleted/");
        client.put("/api/0/apps/changed/", Map.of("unset", List.of("cache")));

        tidy(false);

        assertThat(deleted).doesNotExist();
        assertThat(cache("changed")).doesNotExist();
        assertThat(cache("stays")).exists();
    }

    @Test
    void cache_isRemoved_whenTheDiskIsNearlyFull_unlessADeployUsesIt() throws Exception {
        var go = latch("go");
        app("idle", COUNTS);
        app("busy", "echo up; %s; %s".formatted(go.await(), COUNTS));
        log("idle", "");
        var busy = client.deploy("busy", "");
        client.awaitLog(busy, "up\n");

        tidy(true);

        assertThat(cache("idle")).doesNotExist();
        assertThat(cache("busy")).exists();
        go.open();
        assertThat(client.awaitEnd(busy)).contains("\n1\n>> succeeded");
    }

    @Test
    void limit_thatIsNone_isRefused() throws IOException, InterruptedException {
        var answer = client.newApp("wrong", repository, "shell", Map.of("command", "true"));
        var changed = client.put("/api/0/apps/wrong/", Map.of("cache", "much"));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(changed.status()).isEqualTo(400);
        assertThat(changed.json().at("/message/cache").asString()).contains("must be a size such as");
    }
}
