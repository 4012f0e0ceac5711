package dev.waybill.api.apps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.waybill.Client;
import dev.waybill.api.WireFixture;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Pitfall 12: settings were read under one name and written under another. Whatever is shown of an app can be sent back. */
class RoundTripTest extends WireFixture {
    private static final Map<String, ?> PARAMETERS = Map.of(
            "mode", Map.of("type", "choice", "choices", List.of("a", "b"), "default", "b"),
            "batch", Map.of("type", "number", "default", 10, "required", true, "description", "how \"many\""));
    private static final List<?> CHECKS = List.of(
            Map.of("type", "github", "config", Map.of("repo", "acme/web", "contexts", List.of("a", "ä"))),
            Map.of("type", "age", "config", Map.of("min", 5)));

    private static final List<?> NOTIFIERS =
            List.of(Map.of("type", "webhook", "config", Map.of("url", "http://x", "headers", Map.of("A", "b"))));

    @TestFactory
    Stream<DynamicTest> app_canBePutBackAsItIsShown_inEverySpelling() {
        return LongStream.range(0, 40)
                .mapToObj(seed -> dynamicTest("app %d".formatted(seed), () -> {
                    var wanted = new SplittableRandom(seed);
                    var app = app(wanted, "app-" + seed);
                    var made = client.post("/api/0/apps/", app);
                    assertThat(made.status()).as(made.text()).isEqualTo(201);
                    var path = "/api/0/apps/app-%d/".formatted(seed);
                    var shown = client.get(path);

                    var answers = List.of(
                            put(path, "application/json", shown.text()),
                            put(path, "application/json", snakeCase(shown.text())),
                            put(
                                    path,
                                    "application/json",
                                    shown.text().replace("\"provider_config\"", "\"providerConfig\"")),
                            put(path, "application/json", inText(shown.json())),
                            put(path, "application/x-www-form-urlencoded", asForm(shown.json())));

                    for (var answer : answers) {
                        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
                        assertThat(answer.text()).isEqualTo(shown.text());
                    }
                }));
    }

    private Client.Answer put(String path, String type, String body) throws Exception {
        return client.send(client.request(path).header("Content-Type", type).PUT(BodyPublishers.ofString(body)));
    }

    private static String snakeCase(String json) {
        return json.replace("\"defaultRef\"", "\"default_ref\"")
                .replace("\"lockedReason\"", "\"locked_reason\"")
                .replace("\"changeLabels\"", "\"change_labels\"")
                .replace("\"defaultEnvironment\"", "\"default_environment\"")
                .replace("\"passEnvironment\"", "\"pass_environment\"")
                .replace("\"runAs\"", "\"run_as\"")
                .replace("\"sshKey\"", "\"ssh_key\"")
                .replace("\"ofFile\"", "\"of_file\"");
    }

    /** What has parts, as JSON in text. */
    private static String inText(JsonNode shown) {
        var body = new LinkedHashMap<String, Object>();
        shown.properties()
                .forEach(field -> body.put(
                        field.getKey(),
                        field.getValue().isContainer() ? field.getValue().toString() : field.getValue()));
        return JsonMapper.shared().writeValueAsString(body);
    }

    private static String asForm(JsonNode shown) {
        return shown.propertyStream()
                .map(field -> {
                    var value = field.getValue();
                    var text = value.isNull() ? "" : value.isContainer() ? value.toString() : value.asString();
                    return field.getKey() + "=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
                })
                .collect(Collectors.joining("&"));
    }

    /** Any app: each of its settings is there or not. */
    private Map<String, Object> app(SplittableRandom random, String name) {
        var app = new LinkedHashMap<String, Object>(Map.of("name", name, "provider", "shell"));
        app.put(
                "repository",
                random.nextBoolean() ? repository.path().toString() : "https://git.example.com/a%20b.git");
        app.put("provider_config", config(random));
        perhaps(random, app, "via", "git");
        if (random.nextBoolean()) {
            app.put("via", "github");
            app.put("forge", Map.of("repo", "a/b", "contexts", List.of("c"), "token", Map.of("env", "T")));
        }
        perhaps(random, app, "default_environment", "staging");
        perhaps(random, app, "environments", environments(random));
        perhaps(random, app, "parameters", PARAMETERS);
        perhaps(random, app, "variables", Map.of("REGION", "eu", "EMPTY", "", "JSON", "{\"a\": [1]}"));
        perhaps(random, app, "secrets", Map.of("A", Map.of("file", "/run/a"), "B", Map.of("env", "B_KEY")));
        perhaps(random, app, "pass_environment", List.of("SSH_AUTH_SOCK", "HOME"));
        perhaps(random, app, "grace", random.nextBoolean() ? 20 : 0.5);
        perhaps(random, app, "run_as", "nobody");
        perhaps(random, app, "pool", "few");
        perhaps(random, app, "submodules", random.nextBoolean() ? "recursive" : "false");
        perhaps(random, app, "cache", random.nextBoolean() ? "2GB" : "1 GiB");
        perhaps(random, app, "artifacts", List.of("dist/*.tar.gz", "reports/**"));
        perhaps(random, app, "artifacts_limit", "20MiB");
        perhaps(random, app, "ssh_key", Map.of("file", "/etc/key"));
        perhaps(random, app, "credentials", Map.of("username", "u", "password", Map.of("env", "P")));
        perhaps(random, app, "checks", CHECKS);
        perhaps(random, app, "notifiers", NOTIFIERS);
        perhaps(random, app, "paths", random.nextBoolean() ? "src/**" : List.of("src/**", "[ab]/ä*"));
        perhaps(random, app, "mark", Map.of("migrations", "db/**", "docs", List.of("docs", "**/*.md")));
        perhaps(random, app, random.nextBoolean() ? "changeLabels" : "change_labels", List.of("Security", "a b"));
        return app;
    }

    private static Map<String, Object> config(SplittableRandom random) {
        var config = new LinkedHashMap<String, Object>();
        config.put("command", random.nextBoolean() ? "[ -e x ] && echo 'ä \"q\"'" : "true");
        perhaps(random, config, "timeout", random.nextBoolean() ? 60 : 1.5);
        perhaps(random, config, "read_timeout", 7);
        perhaps(random, config, "env", Map.of("A", "b", "N", 1));
        return config;
    }

    private static Map<String, Object> environments(SplittableRandom random) {
        var environments = new LinkedHashMap<String, Object>();
        for (var name : List.of("production", "staging", "eu-1")) {
            var environment = new LinkedHashMap<String, Object>();
            perhaps(random, environment, random.nextBoolean() ? "defaultRef" : "default_ref", "stable");
            perhaps(random, environment, "variables", Map.of("REGION", name));
            perhaps(random, environment, "secrets", Map.of("KEY", Map.of("env", "KEY")));
            perhaps(random, environment, "pool", "few");
            perhaps(random, environments, name, environment);
        }
        return environments;
    }

    private static void perhaps(SplittableRandom random, Map<String, Object> map, String name, Object value) {
        if (random.nextBoolean()) {
            map.put(name, value);
        }
    }
}
