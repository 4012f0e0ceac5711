package dev.waybill.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A configuration file that names a plug-in, which cannot be loaded. */
class BrokenPluginTest extends ConfigurationFixture {
    @Test
    void brokenPlugin_hurtsItsOwnAppsOnly() throws Exception {
        plugin("exit 1");
        write(
                app("shop", "'true'"),
                "site: {repository: %s, provider: publish, provider_config: {target: /srv}}"
                        .formatted(repository.path()));
        try (var server = start()) {
            var client = server.client();

            assertThat(client.awaitEnd(client.deploy("shop", ""))).contains(">> succeeded");
            var refused = client.post("/api/0/site/deploy", Map.of());
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.text()).contains("this server has no provider \\\"publish\\\"");
            assertThat(client.post("/api/0/config/reload/", Map.of()).text())
                    .contains("site: this server has no provider \\\"publish\\\"");
        }

        plugin("echo '{\"settings\": [{\"name\": \"target\"}]}'");
        try (var server = start()) {
            var client = server.client();
            assertThat(client.awaitEnd(client.deploy("site", ""))).contains(">> succeeded");
        }
    }

    private void plugin(String describe) throws Exception {
        var plugins = Files.createDirectories(directory.resolve("data/plugins"));
        var file = plugins.resolve("publish");
        Files.writeString(file, "#!/bin/sh\n[ \"$1\" = describe ] || exit 0\n%s\n".formatted(describe));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        Files.setPosixFilePermissions(plugins, PosixFilePermissions.fromString("rwx------"));
        Files.setPosixFilePermissions(plugins.getParent(), PosixFilePermissions.fromString("rwx------"));
    }
}
