package dev.waybill.apps.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.waybill.apps.config.text.YamlTree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.json.JsonMapper;

/** The settings of code hosts, in an app and at the server's level of the configuration file. */
class ForgeSettingsReadingTest {
    private static final AppReader READER = new AppReader(TestPlugins.ALL);
    private static final Map<String, Object> TOKEN = Map.of("file", "/run/secrets/github");

    private static AppReader.Read app(String yaml) {
        var fields = new LinkedHashMap<String, Object>(Map.of("repository", "/srv/shop.git", "deploy", "make"));
        ((Map<?, ?>) Objects.requireNonNull(YamlTree.parse(yaml).root()))
                .forEach((key, value) -> fields.put(key.toString(), value));
        return READER.read(fields);
    }

    private static ConfigFile file(String server) {
        return ConfigFile.parse(
                "waybill.yaml", server + "\napps: {shop: {repository: /srv/shop.git, deploy: make}}", null, READER);
    }

    @Test
    void block_isTheSameUnderBothKeys_andInBothSpellings() {
        var expected = Map.of(
                "api_root",
                "https://git.example.com/api/v3",
                "app_id",
                "123",
                "private_key",
                TOKEN,
                "repo",
                "acme/shop",
                "contexts",
                List.of("build"),
                "required",
                true);
        var block = "{%s: 'https://git.example.com/api/v3', %s: 123, %s: {file: /run/secrets/github}, repo: acme/shop, "
                + "contexts: [build], required: true}";
        var snake = block.formatted("api_root", "app_id", "private_key");
        var camel = block.formatted("apiRoot", "appId", "privateKey");

        for (var text : List.of("github: " + snake, "forge: " + snake, "github: " + camel, "forge: " + camel)) {
            var read = app("{via: github, %s}".formatted(text));
            assertThat(read.mistakes()).as(text).isEmpty();
            assertThat(read.config().forge()).as(text).isEqualTo(expected);
        }
    }

    @TestFactory
    Stream<DynamicTest> everyMistake_namesItsPath_andTheWayOut() {
        return mistakes("""
                {github: {repo: a/b}} => github | needs "via": "github"; set via to github, or remove github
                {via: git, github: {repo: a/b}} => github | needs "via": "github"
                {via: gitea, github: {repo: a/b}} => github | needs "via": "github"
                {forge: {repo: a/b}} => forge | set it to one of github, gitea, or remove forge
                {via: gitlab, forge: {repo: a/b}} => via | "gitlab" is not an integration; use one of git, gitea, github
                {via: github, forge: {repo: a/b}, github: {repo: a/b}} => github | give it once
                {via: github, github: acme/shop} => github | must be an object
                {via: github, github: {tokn: {env: T}}} => github.tokn | Did you mean token?
                {via: github, forge: {tokn: {env: T}}} => forge.tokn | Did you mean token?
                {via: github, github: {token: ghp_secret}} => github.token | must say where the secret is
                {via: github, github: {token: {file: /a, env: T}}} => github.token | must say where the secret is
                {via: github, github: {private_key: '-----BEGIN', app_id: 1}} => github.private_key | must say where the secret is
                {via: github, github: {app_id: 1}} => github | needs "app_id" and "private_key"; give all of these, or none
                {via: github, github: {private_key: {env: K}}} => github | needs "app_id" and "private_key"
                {via: github, github: {token: {env: T}, app_id: 1, private_key: {env: K}}} => github | give only one of these
                {via: github, github: {webhook_secret: secret}} => github.webhook_secret | must say where the secret is
                {github: {webhook_secret: {env: T}}} => github | needs "via": "github"
                {via: github, github: {repo: shop}} => github.repo | must be the owner and the name of a repository
                {via: github, github: {repo: a/b/c}} => github.repo | must be the owner
                {via: github, github: {repo: ../..}} => github.repo | must be the owner
                {via: github, github: {repo: 'a/b?c'}} => github.repo | must be the owner
                {via: github, github: {api_root: git.example.com}} => github.api_root | must be an http or https URL
                {via: github, github: {api_root: 'https://u:p@h/api'}} => github.api_root | without a user
                {via: github, github: {api_root: 'https://h/api?x=1'}} => github.api_root | query
                {via: github, github: {api_root: 'file:///etc'}} => github.api_root | must be an http or https URL
                {via: github, github: {contexts: [{a: b}]}} => github.contexts.0 | must be text
                {via: github, github: {required: maybe}} => github.required | must be true or false
                {via: gitea, gitea: {required: true}} => gitea.required | have no deployments, so no deploy can wait
                {via: gitea, gitea: {app_id: 1}} => gitea.app_id | isn't recognized for the code host gitea
                """);
    }

    @TestFactory
    Stream<DynamicTest> everyMistakeInAcceptedDeployments_namesItsPath_andTheWayOut() {
        return mistakes("""
                {via: gitea, gitea: {accept_deployments: {from: a}}} => gitea.accept_deployments | have no deployments, so none can be accepted
                {via: github, github: {accept_deployments: true}} => github.accept_deployments | must be an object
                {via: github, github: {accept_deployments: {}}} => github.accept_deployments.from | must be user names of the code host
                {via: github, github: {accept_deployments: {from: []}}} => github.accept_deployments.from | must be user names
                {via: github, github: {accept_deployments: {from: {a: b}}}} => github.accept_deployments.from | must be user names
                {via: github, github: {accept_deployments: {from: 'a b'}}} => github.accept_deployments.from | must be user names
                {via: github, github: {accept_deployments: {from: a, form: b}}} => github.accept_deployments.form | is unknown; use environments, from, users
                {via: github, github: {accept_deployments: {from: a, environments: []}}} => github.accept_deployments.environments | leave it out
                {via: github, github: {accept_deployments: {from: a, users: ann}}} => github.accept_deployments.users | must be an object of users by creator
                {via: github, github: {accept_deployments: {from: a, users: {a: 1}}}} => github.accept_deployments.users.a | must be a user name
                {via: github, github: {accept_deployments: {from: a, users: {b: bob}}}} => github.accept_deployments.users.b | is not among the creators
                """);
    }

    private static Stream<DynamicTest> mistakes(String table) {
        return table.lines()
                .map(line -> line.split(" => | \\| "))
                .map(it -> dynamicTest(it[0], () -> {
                    var mistakes = app(it[0]).mistakes();

                    assertThat(mistakes).extracting(Mistake::path).containsExactly(it[1]);
                    assertThat(mistakes.getFirst().message()).contains(it[2]).doesNotContain("ghp_secret", "BEGIN");
                }));
    }

    @Test
    void emptyBlock_isNone() {
        for (var text : List.of("{github: }", "{forge: {}}", "{via: git, forge: {}}", "{via: github, github: {}}")) {
            var read = app(text);
            assertThat(read.mistakes()).as(text).isEmpty();
            assertThat(AppTree.of(read.config())).as(text).doesNotContainKey("forge");
        }
    }

    @Test
    void unencryptedRoot_isAWarning() {
        var read = app("{via: github, github: {api_root: 'http://git.example.com/api/v3'}}");

        assertThat(read.mistakes()).isEmpty();
        assertThat(READER.warnings(read.config())).singleElement().asString().contains("unencrypted; use https");
    }

    @Test
    void references_areNamed() {
        var config = app("{via: github, forge: {app_id: 1, private_key: {file: /a}}}")
                .config();

        assertThat(config.named()).containsExactly(Map.entry("github.private_key", new SecretReference("/a", null)));
    }

    @Test
    void referencesOfChecksAndNotifiers_areNamed() {
        var config = app("""
                checks:
                  - {type: age, config: {min: 1h}}
                  - {type: http, config: {url: {env: CI_URL}, headers: {Authorization: {file: /a}, Accept: text}}}
                notifiers:
                  - {type: slack, config: {webhook_url: {env: SLACK}}}
                """).config();

        assertThat(config.named())
                .containsOnly(
                        Map.entry("checks.1.config.url", new SecretReference(null, "CI_URL")),
                        Map.entry("checks.1.config.headers.Authorization", new SecretReference("/a", null)),
                        Map.entry("notifiers.0.config.webhook_url", new SecretReference(null, "SLACK")));
    }

    /** What versions before this one stored. */
    @Test
    void configurationWithoutTheKey_canBeRead() {
        var stored = JsonMapper.shared().valueToTree(app("{via: github}").config());
        ((tools.jackson.databind.node.ObjectNode) stored).remove("forge");

        assertThat(JsonMapper.shared().treeToValue(stored, AppConfig.class))
                .isEqualTo(app("{via: github}").config());
    }

    @Test
    void server_hasItsOwn_byKind() {
        var read = file(
                "github: {token: {file: /run/secrets/github}}\ngitea: {apiRoot: 'https://h/api/v1', token: {env: T}}");

        assertThat(read.server().codeHosts())
                .isEqualTo(Map.of(
                        "github", Map.of("token", TOKEN),
                        "gitea", Map.of("api_root", "https://h/api/v1", "token", Map.of("env", "T"))));
        assertThat(read.server().named()).containsOnlyKeys("github.token", "gitea.token");
    }

    @TestFactory
    Stream<DynamicTest> mistakesOfTheServersOwn_nameTheirPath() {
        return """
                github: {token: secret} => github.token, line 1: must say where the secret is
                github: {webhook_secret: secret} => github.webhook_secret, line 1: must say where the secret is
                github: {repo: a/b} => github.repo, line 1: belongs to one app; move it to the github of the app
                github: {contexts: [build]} => github.contexts, line 1: belongs to one app
                github: {required: true} => github.required, line 1: belongs to one app
                github: {commit_status: true} => github.commit_status, line 1: belongs to one app
                github: {comment_on_pull_requests: production} => github.comment_on_pull_requests, line 1: belongs to one app
                github: {accept_deployments: {from: a}} => github.accept_deployments, line 1: belongs to one app
                github: {app_id: 1} => github, line 1: needs "app_id" and "private_key"
                github: {api_root: x} => github.api_root, line 1: must be an http or https URL
                github: [] => github, line 1: must be an object
                githb: {token: {env: T}} => githb, line 1: unknown, did you mean github?
                forge: {token: {env: T}} => forge, line 1: unknown
                """.lines().map(line -> line.split(" => ")).map(it ->
                dynamicTest(it[0], () -> assertThatThrownBy(() -> file(it[0])).hasMessageContaining(it[1])));
    }
}
