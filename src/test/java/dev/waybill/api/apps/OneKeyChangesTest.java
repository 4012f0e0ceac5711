package dev.waybill.api.apps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.waybill.Client;
import dev.waybill.api.WireFixture;
import dev.waybill.apps.config.AppTree;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Pitfall 40: changing one short key reset its siblings. A change names what it changes, and nothing else moves. */
class OneKeyChangesTest extends WireFixture {
    private static final String FULL = "/api/0/apps/full/";

    /** An app with everything that one can have. */
    private static final String APP = """
            {"name": "full", "repository": "/srv/full.git", "provider": "shell",
             "provider_config": {"command": "c", "rollback_command": "r", "timeout": 7, "read_timeout": 8, "env": {"A": "a", "B": "b"}},
             "via": "github", "forge": {"repo": "a/b"}, "default_environment": "staging",
             "environments": {
                "production": {"default_ref": "p", "variables": {"V": "v", "W": "w"}, "secrets": {"S": {"env": "SHOP_S"}}, "pool": "few"},
                "staging": {"default_ref": "s", "variables": {"X": "x"}}, "eu.west": {"default_ref": "e"}},
             "parameters": {"p": {"type": "choice", "choices": ["a", "b"], "default": "a", "required": true, "description": "d"}},
             "variables": {"A": "a", "B": "b"}, "secrets": {"S": {"env": "SHOP_S"}, "T": {"env": "SHOP_T"}},
             "pass_environment": ["HOME"], "grace": 5, "run_as": "nobody", "pool": "many",
             "credentials": {"username": "u", "password": {"env": "SHOP_P"}},
             "checks": [{"type": "age", "config": {"min": 5}}],
             "notifiers": [{"type": "webhook", "config": {"url": "https://hooks.example.com/x"}}],
             "paths": ["a/**"], "mark": {"m": ["a/**"], "n": ["b/**"]}, "change_labels": ["l"]}
            """;

    @BeforeEach
    void makeTheApp() throws Exception {
        client.send(client.request(FULL).DELETE());
        assertThat(send("POST", "/api/0/apps/", "application/json", APP).status())
                .isEqualTo(201);
    }

    /** By field as a request names it: a new value, as JSON, and where of the answer it is shown. */
    private static Map<String, List<String>> changes() {
        var changes = new LinkedHashMap<String, List<String>>();
        addOfTheProvider(changes);
        addOfEnvironments(changes);
        addOfCommands(changes);
        changes.put("repository", List.of("\"/srv/other.git\"", "/repository"));
        addOfTheCodeHost(changes);
        changes.put("default_environment", List.of("\"production\"", "/defaultEnvironment"));
        changes.put("defaultEnvironment", List.of("\"production\"", "/defaultEnvironment"));
        changes.put("parameters.p.default", List.of("\"b\"", "/parameters/p/default"));
        changes.put("parameters.p.choices", List.of("[\"a\",\"c\"]", "/parameters/p/choices"));
        changes.put("parameters.p.description", List.of("\"q\"", "/parameters/p/description"));
        changes.put("credentials.username", List.of("\"q\"", "/credentials/username"));
        changes.put("credentials.password", List.of("{\"env\":\"SHOP_Q\"}", "/credentials/password"));
        changes.put("checks", List.of("[]", "/checks"));
        changes.put("notifiers", List.of("[]", "/notifiers"));
        changes.put("submodules", List.of("\"recursive\"", "/submodules"));
        changes.put("cache", List.of("\"2GB\"", "/cache"));
        changes.put("artifacts", List.of("[\"b/**\"]", "/artifacts"));
        changes.put("artifacts_limit", List.of("\"2MB\"", "/artifactsLimit"));
        changes.put("paths", List.of("[\"b/**\"]", "/paths"));
        changes.put("mark.m", List.of("[\"c/**\"]", "/mark/m"));
        changes.put("change_labels", List.of("[\"q\"]", "/changeLabels"));
        changes.put("changeLabels", List.of("[\"q\"]", "/changeLabels"));
        changes.put("workspace", List.of("\"fresh\"", "/workspace"));
        changes.put("keep_failed", List.of("3", "/keepFailed"));
        changes.put("keepFailed", List.of("4", "/keepFailed"));
        return changes;
    }

    private static void addOfTheProvider(Map<String, List<String>> changes) {
        changes.put("deploy", List.of("\"cat g\"", "/provider_config/command"));
        changes.put("strict", List.of("true", "/provider_config/strict"));
        changes.put("timeout", List.of("60", "/provider_config/timeout"));
        changes.put("read_timeout", List.of("61", "/provider_config/read_timeout"));
        changes.put("readTimeout", List.of("62", "/provider_config/read_timeout"));
        changes.put("env", List.of("{\"C\":\"c\"}", "/provider_config/env"));
        changes.put("env.A", List.of("\"1\"", "/provider_config/env/A"));
        for (var config : List.of("provider_config", "providerConfig")) {
            changes.put(config + ".command", List.of("\"x\"", "/provider_config/command"));
            changes.put(config + ".rollback_command", List.of("\"x\"", "/provider_config/rollback_command"));
            changes.put(config + ".rollbackCommand", List.of("\"x\"", "/provider_config/rollback_command"));
            changes.put(config + ".strict", List.of("true", "/provider_config/strict"));
            changes.put(config + ".timeout", List.of("60", "/provider_config/timeout"));
            changes.put(config + ".readTimeout", List.of("1.5", "/provider_config/read_timeout"));
            changes.put(config + ".env", List.of("{\"A\":\"z\"}", "/provider_config/env"));
            changes.put(config + ".env.B", List.of("\"\"", "/provider_config/env/B"));
        }
    }

    private static void addOfTheCodeHost(Map<String, List<String>> changes) {
        changes.put("forge", List.of("{\"repo\":\"c/d\"}", "/forge"));
        changes.put("github", List.of("{\"repo\":\"c/d\"}", "/forge"));
        changes.put("forge.repo", List.of("\"c/d\"", "/forge/repo"));
        changes.put("github.repo", List.of("\"c/d\"", "/forge/repo"));
        changes.put("github.contexts", List.of("[\"1.10\"]", "/forge/contexts"));
        changes.put("forge.apiRoot", List.of("\"https://git.example.com/api\"", "/forge/api_root"));
        changes.put("forge.required", List.of("true", "/forge/required"));
        changes.put("github.token", List.of("{\"env\":\"SHOP_Q\"}", "/forge/token"));
    }

    private static void addOfEnvironments(Map<String, List<String>> changes) {
        changes.put("environments.production.default_ref", List.of("\"1.10\"", "/environments/production/defaultRef"));
        changes.put("environments.production.defaultRef", List.of("\"q\"", "/environments/production/defaultRef"));
        changes.put("environments.eu.west.defaultRef", List.of("\"q\"", "/environments/eu.west/defaultRef"));
        changes.put("environments.production.variables.V", List.of("\"q\"", "/environments/production/variables/V"));
        changes.put("environments.staging.variables", List.of("{\"Y\":\"y\"}", "/environments/staging/variables"));
        changes.put("environments.production.pool", List.of("\"q\"", "/environments/production/pool"));
        changes.put(
                "environments.production.secrets.S",
                List.of("{\"env\":\"SHOP_Q\"}", "/environments/production/secrets/S"));
    }

    private static void addOfCommands(Map<String, List<String>> changes) {
        changes.put("variables", List.of("{\"C\":\"c\"}", "/variables"));
        changes.put("variables.A", List.of("\"1.10\"", "/variables/A"));
        changes.put("secrets.S", List.of("{\"env\":\"SHOP_Q\"}", "/secrets/S"));
        changes.put("pass_environment", List.of("[\"LANG\"]", "/passEnvironment"));
        changes.put("grace", List.of("6.5", "/grace"));
        changes.put("run_as", List.of("\"daemon\"", "/runAs"));
        changes.put("runAs", List.of("\"daemon\"", "/runAs"));
        changes.put("pool", List.of("\"q\"", "/pool"));
    }

    @TestFactory
    Stream<DynamicTest> onlyWhatIsNamedChanges_asJsonAndAsAForm() {
        return changes().entrySet().stream().flatMap(change -> {
            var field = change.getKey();
            var value = change.getValue().getFirst();
            var text = value.startsWith("\"") ? value.substring(1, value.length() - 1) : value;
            var form = field + "=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
            var json = "{\"%s\": %s}".formatted(field, value);
            var forms = text.isEmpty() ? Stream.<String>empty() : Stream.of(form); // a form's empty field says nothing
            return Stream.concat(Stream.of(json), forms)
                    .map(body -> dynamicTest(body, () -> assertChanges(body, change.getValue())));
        });
    }

    private void assertChanges(String body, List<String> change) throws Exception {
        makeTheApp();
        var before = client.get(FULL).json();
        var type = body.startsWith("{") ? "application/json" : "application/x-www-form-urlencoded";

        var answer = send("PUT", FULL, type, body);

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().at(change.getLast()).toString()).isEqualTo(change.getFirst());
        assertThat(different("", before, answer.json())).allMatch(path -> path.startsWith(change.getLast()));
    }

    /** Every value that differs, by path, but for the version. */
    private static TreeSet<String> different(String path, JsonNode before, JsonNode after) {
        var different = new TreeSet<String>();
        if (before.isObject() && after.isObject()) {
            var names = new TreeSet<>(before.propertyNames());
            names.addAll(after.propertyNames());
            names.forEach(name -> different.addAll(different(path + "/" + name, before.path(name), after.path(name))));
        } else if (!before.equals(after) && !path.equals("/version")) {
            different.add(path);
        }
        return different;
    }

    /** Names alone keep what is there, in every form that a request can have, and the same again makes no new version. */
    @Test
    void listOfEnvironments_keepsTheirSettings_andIsNoChangeIfItNamesThemAll() throws Exception {
        var before = client.get(FULL).json();
        var all = "[\"production\", \"staging\", \"eu.west\"]";
        var same = send("PUT", FULL, "application/json", "{\"environments\": %s}".formatted(all));
        var form = send(
                "PUT",
                FULL,
                "application/x-www-form-urlencoded",
                "environments=" + URLEncoder.encode(all, StandardCharsets.UTF_8));
        var fewer = send("PUT", FULL, "application/json", "{\"environments\": [\"new\", \"eu.west\"]}");
        var wrong = send("PUT", FULL, "application/json", "{\"environments\": [\"new\", {\"a\": 1}]}");

        assertThat(same.json()).isEqualTo(before);
        assertThat(form.json()).isEqualTo(before);
        assertThat(fewer.json().get("environments").propertyNames()).containsExactly("new", "eu.west");
        assertThat(fewer.json().at("/environments/eu.west")).isEqualTo(before.at("/environments/eu.west"));
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.text()).contains("environments.1: must be a name; give a list of names, or an object by name");
    }

    @Test
    void everyKeyOfAnAppIsAmongThoseThatAreTried() {
        var tried = new TreeSet<String>();
        changes().keySet().forEach(field -> tried.add(field.replaceFirst("\\..*", "")));
        tried.add("provider"); // there is one only
        tried.add("ssh_key"); // names a file of the server
        tried.add("via"); // takes the settings of the code host with it

        assertThat(tried).containsAll(AppTree.KEYS);
    }

    @TestFactory
    Stream<DynamicTest> unset_removesOnlyWhatIsNamed() {
        var shown = new LinkedHashMap<>(Map.of(
                "timeout", "/provider_config/timeout",
                "provider_config.rollback_command", "/provider_config/rollback_command",
                "env.A", "/provider_config/env/A",
                "run_as", "/runAs",
                "runAs", "/runAs",
                "variables.A", "/variables/A",
                "environments.production.secrets", "/environments/production/secrets",
                "environments.eu.west", "/environments/eu.west",
                "credentials", "/credentials",
                "mark.n", "/mark/n"));
        shown.put("github.repo", "/forge");
        return shown.entrySet().stream()
                .map(unset -> dynamicTest(unset.getKey(), () -> {
                    makeTheApp();
                    var before = client.get(FULL).json();
                    var answer =
                            send("PUT", FULL, "application/json", "{\"unset\": [\"%s\"]}".formatted(unset.getKey()));

                    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
                    var now = answer.json().at(unset.getValue());
                    assertThat(now.isMissingNode() || now.isNull())
                            .as(now.toString())
                            .isTrue();
                    assertThat(different("", before, answer.json()))
                            .isNotEmpty()
                            .allMatch(path -> path.startsWith(unset.getValue()));
                }));
    }

    @TestFactory
    Stream<DynamicTest> whatCannotBe_isSaid() {
        return asked("""
                PUT /api/0/apps/full/
                  {'unset': ['rnu_as']} => 400 rnu_as is not set
                  {'unset': ['variables.Q']} => 400 variables.Q is not set
                  {'unset': ['environments.qa.pool']} => 400 is not set
                  {'unset': ['name']} => 400 name cannot be removed
                  {'unset': ['repository']} => 400 has no \\'repository\\'
                  {'unset': ['deploy']} => 400 Missing required option \\'command
                  {'unset': ['a..b', '.']} => 400 is not a path
                  {'provider_config.tiemout': 5} => 400 config key tiemout
                  {'provider_config': {'readTimeout': 9}, 'read_timeout': 7} => 400 give it once
                  {'parameters': {'p': {'default': 'a\\u0000'}}} => 400 NUL character
                  {'grace.x': 5} => 400 cannot be set: grace is not an object
                  {'run_as': 'null'} => 400 or unset it
                  {'nosuch.x': 5} => 400 unknown
                  {'unset': ['run_as', 'runAs', 'pool']} => 200 'pool':null
                  {'unset': ['variables'], 'variables.Z': 'z'} => 200 'variables':{'Z':'z'}
                """);
    }

    @Test
    void objectsOfSettings_changeByWhatTheyName() throws Exception {
        var answer = send("PUT", FULL, "application/json", """
                {"provider_config": {"command": "x", "timeout": null},
                 "environments": {"production": {"defaultRef": "q"}, "staging": {"pool": null}}}
                """);

        assertThat(answer.json().get("provider_config"))
                .isEqualTo(JsonMapper.shared().readTree("""
                        {"timeout": null, "read_timeout": 8, "command": "x", "env": {"A": "a", "B": "b"}, "rollback_command": "r", "strict": null,
                         "before": null, "after": null, "after_failure": null, "cwd": null, "tty": null, "tasks": null}
                        """));
        assertThat(answer.json().get("environments"))
                .isEqualTo(JsonMapper.shared().readTree("""
                {"production": {"defaultRef": "q", "variables": {"V": "v", "W": "w"}, "secrets": {"S": {"env": "SHOP_S"}}, "pool": "few"},
                 "staging": {"defaultRef": "s", "variables": {"X": "x"}}}
                """));
    }

    private Client.Answer send(String method, String path, String type, String body) throws Exception {
        return client.send(
                client.request(path).header("Content-Type", type).method(method, BodyPublishers.ofString(body)));
    }
}
