package dev.waybill.apps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {
    @TempDir
    Path directory;

    private Map<String, AppConfig> read(String text) throws IOException {
        var file = Files.writeString(directory.resolve("apps.yml"), text);
        return ConfigFile.read(file, "git@github.com:acme/{app}.git");
    }

    /** The one app of a file. */
    private static AppConfig only(Map<String, AppConfig> apps) {
        assertThat(apps).hasSize(1);
        return apps.values().iterator().next();
    }

    @Test
    void read_takesTheShortestConfiguration_asItStands() throws Exception {
        var apps = ConfigFile.read(Path.of("examples/shortest.json"), "git@github.com:acme/{app}.git");

        assertThat(apps).containsOnlyKeys("sentry");
        assertThat(only(apps).providerConfig()).containsEntry("command", "fab -R {env} deploy:sha={sha}");
        assertThat(only(apps).repository()).isEqualTo("git@github.com:acme/sentry.git");
        assertThat(only(apps).notBuiltYet()).singleElement().asString().contains("via github");
    }

    @Test
    void read_takesEveryKey() throws Exception {
        var app = only(read("""
                        shop:
                          repository: /srv/git/shop.git
                          deploy: ./deploy.sh {environment}
                          environments:
                            production: {default_ref: stable}
                            staging:
                          timeout: 1800
                          read_timeout: 60
                          env: {REGION: eu}
                        """));

        assertThat(app.repository()).isEqualTo("/srv/git/shop.git");
        assertThat(app.environments())
                .containsEntry("production", new AppConfig.EnvironmentConfig("stable"))
                .containsEntry("staging", new AppConfig.EnvironmentConfig(null));
        assertThat(app.providerConfig()).containsEntry("timeout", 1800L).containsEntry("env", Map.of("REGION", "eu"));
    }

    @Test
    void read_tellsAllMistakesTogether_withTheirPlaces() {
        assertThatThrownBy(() -> read("""
                        shop:
                          deplyo: make
                          deploy: ./deploy.sh
                        blog:
                          via: gitlub
                          deploy: make
                        wiki:
                          timeout: soon
                          deploy: make
                        """))
                .isInstanceOf(ConfigFile.Mistakes.class)
                .hasMessageContaining("shop.deplyo, line 2: unknown, did you mean deploy?")
                .hasMessageContaining("blog.via, line 5: \"gitlub\" is no integration; known are git and github")
                .hasMessageContaining("wiki.timeout, line 8: must be a number of seconds");
    }

    @Test
    void read_saysHow_whenThereIsNoRepository() throws Exception {
        var file = Files.writeString(directory.resolve("apps.yml"), "shop: {deploy: make}");

        assertThatThrownBy(() -> ConfigFile.read(file, null))
                .hasMessageContaining("shop, line 1: has no \"repository\"")
                .hasMessageContaining("--repositories");
    }

    @Test
    void read_saysWhere_whenItIsNoYaml() {
        assertThatThrownBy(() -> read("shop: {deploy: ["))
                .isInstanceOf(ConfigFile.Mistakes.class)
                .hasMessageContaining("line 1");
        assertThatThrownBy(() -> read("- shop")).hasMessageContaining("must be a map of apps by name");
        assertThatThrownBy(() -> read("")).hasMessageContaining("must be a map of apps by name");
    }
}
