package dev.waybill.apps.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.apps.config.AppConfig.PluginConfig;
import dev.waybill.apps.config.text.YamlTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ConfigFileTest {
    private static final String TEMPLATE = "git@github.com:acme/{app}.git";
    private static final AppReader READER = new AppReader(TestPlugins.ALL);
    private static final SmtpSettings SMTP = new SmtpSettings(
            "mail.example.com",
            587,
            SmtpSettings.Tls.STARTTLS,
            "waybill",
            new SecretReference("/etc/waybill/mail.password", null),
            "waybill@example.com");
    private static final SlackSettings SLACK = new SlackSettings(
            new SecretReference("/etc/waybill/slack.app-token", null),
            new SecretReference("/etc/waybill/slack.token", null),
            List.of("C0123456789"),
            Map.of("U0123456789", "ann", "bob@example.com", "bob"),
            "https://slack.com/api");
    private static final Map<String, Map<String, Object>> CODE_HOSTS = Map.of(
            "github",
            Map.of("token", Map.of("file", "/etc/waybill/github.token")),
            "gitea",
            Map.of("api_root", "https://git.example.com/api/v1", "token", Map.of("file", "/etc/waybill/gitea.token")));
    private static final PluginConfig WEBHOOK = new PluginConfig(
            "webhook",
            Map.of(
                    "url",
                    "https://hooks.example.com/deploys",
                    "apps",
                    "shop*",
                    "events",
                    List.of("succeeded", "failed")));

    private static ConfigFile read(String text) {
        return ConfigFile.parse("apps.yaml", text, TEMPLATE, READER);
    }

    /** The one app of a file. */
    private static AppConfig only(ConfigFile file) {
        assertThat(file.apps()).hasSize(1);
        return file.apps().values().iterator().next();
    }

    @Test
    void read_takesTheShortestConfiguration_asItStands() throws Exception {
        var file = ConfigFile.read(Path.of("examples/shortest.json"), TEMPLATE, READER);

        assertThat(file.apps()).containsOnlyKeys("sentry");
        assertThat(only(file).providerConfig()).containsEntry("command", "fab --pty deploy --env={env} --sha={sha}");
        assertThat(only(file).repository()).isEqualTo("git@github.com:acme/sentry.git");
        assertThat(only(file).hasChecks()).isTrue();
        assertThat(READER.warnings(only(file))).isEmpty();
    }

    @Test
    void examplesOfDeploysOverSsh_areRead_withoutWarnings() throws Exception {
        for (var name : List.of("fabric", "ansible", "capistrano")) {
            var app = only(ConfigFile.read(Path.of("examples/%s.yaml".formatted(name)), null, READER));

            assertThat(app.provider()).isEqualTo(name);
            assertThat(READER.warnings(app)).isEmpty();
        }
    }

    @Test
    void exampleOfHeroku_isRead() throws Exception {
        var config = only(ConfigFile.read(Path.of("examples/heroku.yaml"), null, READER));

        assertThat(config.providerConfig("staging")).containsEntry("app", "acme-shop-staging");
        assertThat(config.providerConfig("production"))
                .containsEntry("app", "acme-shop")
                .containsEntry("promote_from", "acme-shop-staging")
                .containsKey("token");
        assertThat(READER.warnings(config)).isEmpty();
    }

    /** Every version of an app is kept as it was, and stays readable. */
    @Test
    void config_thatWasKeptBeforeThereWereChanges_isRead() throws Exception {
        var config = only(ConfigFile.read(Path.of("examples/shortest.json"), TEMPLATE, READER));
        var kept = (ObjectNode) JsonMapper.shared().valueToTree(config);
        kept.remove("changes");

        assertThat(JsonMapper.shared().treeToValue(kept, AppConfig.class)).isEqualTo(config);
    }

    /** The example is the reference: every key that is known stands in it, and reading it is the proof that every key in it is known. */
    @Test
    void example_holdsEveryKeyThatIsKnown() throws Exception {
        var text = Files.readString(Path.of("examples/full.yaml"));
        var file = ConfigFile.parse("full.yaml", text, null, READER);

        var known = withoutChosenNames(file.keys());
        var there = withoutChosenNames(YamlTree.parse(text).lines().keySet());
        assertThat(there).containsAll(known);
        assertThat(file.server())
                .isEqualTo(new ServerSettings(
                        "127.0.0.1",
                        8080,
                        "https://deploy.example.com",
                        TEMPLATE,
                        100,
                        Duration.ofDays(7),
                        List.of(Path.of("/etc/waybill/secrets")),
                        65_536,
                        1024L * 1024 * 1024,
                        256L * 1024 * 1024,
                        Map.of("database", 1),
                        CODE_HOSTS,
                        List.of(WEBHOOK),
                        false,
                        SMTP,
                        SLACK));
        assertThat(file.apps()).containsOnlyKeys("blog", "shop", "intranet");
    }

    private static Set<String> withoutChosenNames(Set<String> paths) {
        return paths.stream()
                .map(path -> path.replaceAll("(^|\\.)(apps|environments|parameters|secrets|pools)\\.[^.]+", "$1$2.*"))
                // The settings of a code host are the same under each of its keys.
                .map(path -> path.replaceAll("^apps\\.\\*\\.(forge|github|gitea)(\\..*)?$", "CODE_HOST"))
                // A place of a secret is the same wherever one can stand.
                .map(path -> path.replaceAll(".*\\.(secrets\\.\\*|ssh_key|password)\\.", "SECRET."))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void read_keepsWhatItReads() {
        var app = only(read("""
                apps:
                  shop:
                    repository: /srv/git/shop.git
                    deploy: ./deploy.sh {environment}
                    timeout: 1800
                    env: {REGION: eu}
                    grace: 2.5
                    environments:
                      production: {default_ref: stable, secrets: {KEY: {file: /k}}}
                      staging:
                    parameters:
                      mode: {type: choice, choices: [a, b], required: true}
                """));

        assertThat(app.repository()).isEqualTo("/srv/git/shop.git");
        assertThat(app.environment("production").defaultRef()).isEqualTo("stable");
        assertThat(app.environment("production").secrets()).containsEntry("KEY", new SecretReference("/k", null));
        assertThat(app.environments()).containsOnlyKeys("production", "staging");
        assertThat(app.providerConfig()).containsEntry("timeout", 1800).containsEntry("env", Map.of("REGION", "eu"));
        assertThat(app.commands().grace()).isEqualTo(2.5);
        assertThat(app.parameters())
                .containsEntry(
                        "mode", new ParameterConfig(ParameterConfig.Type.CHOICE, true, null, List.of("a", "b"), null));
    }

    /** What was read comes back as it was, so that what is shown can be sent back. */
    @Test
    void tree_isReadBackAsTheSame() throws IOException {
        var apps = ConfigFile.read(Path.of("examples/full.yaml"), null, READER).apps();

        assertThat(apps).allSatisfy((_, config) -> {
            var again = READER.read(AppTree.of(config));
            assertThat(again.mistakes()).isEmpty();
            assertThat(again.config()).isEqualTo(config);
        });
    }

    @Test
    void url_thatIsNoWholeHost_isAMistake_withItsLine() {
        for (var url : List.of(
                "https://x/waybill", "https://ann@x", "x", "https://x:99999", "https://x%41", "https://fa\u00df.de")) {
            assertThatThrownBy(() -> read("apps: {}\nurl: \"%s\"\n".formatted(url)))
                    .as(url)
                    .hasMessageContaining("url, line 2: must be like https://deploy.example.com, without a path")
                    .hasMessageContaining("it is \"%s\"".formatted(url));
        }
        assertThat(read("apps: {}\nurl: https://x/\n").server().url()).isEqualTo("https://x/");
    }

    @Test
    void read_tellsAllMistakesTogether_withTheirPlaces() {
        assertThatThrownBy(() -> read("""
                        apps:
                          sentry:
                            deploy: make
                            environments:
                              prod:
                                defualt_ref: main
                              Bad Name: {}
                            secrets: {A: {path: x}}
                            parameters: {n: {type: integer}}
                            via: gitlub
                          wiki:
                            timeout: soon
                            deploy: make
                            provider_config: {shell: x}
                          Shop:
                            deplyo: make
                        prot: 80
                        max_running: 1.5
                        """))
                .isInstanceOf(ConfigFile.Mistakes.class)
                .hasMessageContaining(
                        "apps.sentry.environments.prod.defualt_ref, line 6: unknown, did you mean default_ref?")
                .hasMessageContaining(
                        "apps.sentry.environments.Bad Name, line 7: \"Bad Name\" cannot be the name of an environment")
                .hasMessageContaining("apps.sentry.secrets.A, line 8: must say where the secret is")
                .hasMessageContaining("apps.sentry.secrets.A.path, line 8: unknown")
                .hasMessageContaining(
                        "apps.sentry.parameters.n.type, line 9: \"integer\" is not a type; use text, number, boolean or choice")
                .hasMessageContaining(
                        "apps.sentry.via, line 10: \"gitlub\" is not an integration; use one of git, gitea, github")
                .hasMessageContaining("apps.wiki.timeout, line 12: must be a number of seconds above zero")
                .hasMessageContaining("apps.wiki.provider_config.shell, line 14: You specified config key shell")
                .hasMessageContaining("apps.Shop, line 15: \"Shop\" cannot be the name of an app")
                .hasMessageContaining("apps.Shop, line 15: Missing required option \"command\"")
                .hasMessageContaining("apps.Shop.deplyo, line 16: unknown, did you mean deploy?")
                .hasMessageContaining("prot, line 17: unknown, did you mean port?")
                .hasMessageContaining("max_running, line 18: must be a whole number from 1 to 100000");
    }

    @Test
    void read_saysHow_whenThereIsNoRepository() {
        assertThatThrownBy(() -> ConfigFile.parse("x", "shop: {deploy: make}", null, READER))
                .hasMessageContaining("shop, line 1: has no \"repository\"")
                .hasMessageContaining("--repositories");
    }

    @Test
    void read_saysWhere_whenItIsNoYaml() {
        assertWrong("shop: {deploy: [", "line 1");
        assertWrong("- shop", "must be a map of apps by name");
        assertWrong("", "must be a map of apps by name");
        assertWrong(
                "shop: {deploy: a, environments: [b, {c: d}]}",
                "shop.environments.1, line 1: must be a name; give a list of names, or");
        assertWrong("shop: {deploy: a, environments: [b, b]}", "shop.environments.1, line 1: \"b\" is listed twice");
        assertWrong("shop: {deploy: a, environments: [B]}", "\"B\" cannot be the name of an environment");
        assertWrong("shop: 3", "shop, line 1: must be a map with at least \"deploy\"");
        assertWrong("shop: {deploy: a}\nshop: {deploy: b}", "shop");
        assertWrong("shop: {deploy: a, timeout: .inf}", "timeout, line 1: must be a number");
    }

    private static void assertWrong(String text, @Nullable String message) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(ConfigFile.Mistakes.class)
                .hasMessageContaining(message);
    }
}
