package dev.waybill.api.apps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.TestServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An app that the configuration file owns: a lock is not configuration, and everything else is. */
@Tag("processes")
class FileAppsWireTest {
    @Test
    void lock_isTakenAndLeft_andNothingElseChanges(@TempDir Path directory) throws Exception {
        var file = Files.writeString(
                directory.resolve("apps.yaml"),
                "apps: {shop: {repository: /srv/shop, deploy: 'true', timeout: 60, environments: {staging: {default_ref: main}, eu: }}}\n");
        try (var server = TestServer.in(directory.resolve("data")).with(file).start()) {
            var client = server.client();
            var path = "/api/0/apps/shop/";
            var shown = client.get(path);

            assertThat(shown.text()).contains("\"ofFile\":true", "\"eu\":{\"defaultRef\":\"HEAD\"}");
            assertThat(client.put(path, Map.of("lockedReason", "db")).text()).contains("\"lockedReason\":\"db\"");
            var whole = client.send(client.request(path)
                    .header("Content-Type", "application/json")
                    .PUT(BodyPublishers.ofString(
                            shown.text().replace("\"lockedReason\":null", "\"lockedReason\":\"two\""))));
            assertThat(whole.text()).contains("\"lockedReason\":\"two\"");
            assertThat(client.put(path, Map.of("lockedReason", "x", "grace", 5)).status())
                    .isEqualTo(409);
            assertThat(client.get(path).text()).contains("\"lockedReason\":\"two\"");
            assertThat(client.put(path, Map.of("lockedReason", false)).text()).isEqualTo(shown.text());
            var renamed = client.put(path, Map.of("name", "store"));
            assertThat(renamed.status()).isEqualTo(409);
            assertThat(renamed.json().get("error_name").asString()).isEqualTo("owned_by_file");
            assertThat(client.delete(path).status()).isEqualTo(409);
        }
    }
}
