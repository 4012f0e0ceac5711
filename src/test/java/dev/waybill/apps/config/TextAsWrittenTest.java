package dev.waybill.apps.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.json.JsonMapper;

/** Pitfall 39: numbers of a YAML file reached the command in another spelling. Where text is wanted, it is what was written. */
class TextAsWrittenTest {
    private static final List<String> SCALARS = List.of(
            "1.10",
            "979611e1",
            "1e3",
            "1E+3",
            "-0",
            "-0.0",
            "0",
            "1.0",
            "1.",
            ".5",
            "+1",
            "010",
            "0x1F",
            "0o17",
            "1_000",
            "12:30:45",
            "2026-11-26",
            "2026-11-26T10:00:00Z",
            ".inf",
            "-.inf",
            ".nan",
            "NaN",
            "1e999",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775808",
            "123456789012345678901234567890.10",
            "true",
            "True",
            "TRUE",
            "false",
            "yes",
            "no",
            "on",
            "off",
            "y",
            "null",
            "Null",
            "~",
            "");

    private static final AppReader READER = new AppReader(TestPlugins.ALL);

    private static AppConfig read(String text) {
        return ConfigFile.parse("apps.yaml", text, "/srv/{app}.git", READER)
                .apps()
                .values()
                .iterator()
                .next();
    }

    private static ParameterConfig parameter(AppConfig app, String name) {
        return Objects.requireNonNull(app.parameters().get(name));
    }

    @TestFactory
    Stream<DynamicTest> everyScalarIsTheTextThatStandsThere() {
        return SCALARS.stream()
                .map(text -> dynamicTest("\"%s\"".formatted(text), () -> {
                    var app = read("""
                            shop:
                              deploy: make
                              env: {A: %1$s}
                              variables: {A: %1$s, B: b}
                              environments: {on: {variables: {A: %1$s}}}
                              parameters:
                                1.10:
                                  type: choice
                                  choices:
                                  - one
                                  - %1$s
                              checks: [{type: age, config: {min: 5}}]
                            """.formatted(text));

                    assertThat(app.commands().variables()).containsEntry("A", text);
                    assertThat(app.environment("on").variables()).containsEntry("A", text);
                    assertThat(app.providerConfig()).containsEntry("env", Map.of("A", text));
                    assertThat(app.parameters()).containsKey("1.10");
                    assertThat(parameter(app, "1.10").choices()).containsExactly("one", text);
                    assertThat(parameter(app, "1.10").objection(text)).isEmpty();
                    assertIsKeptAsItIs(app);
                }));
    }

    /** What is in the database and what is in the file are the same, so a reload of a file that nobody touched changes nothing. */
    private static void assertIsKeptAsItIs(AppConfig app) {
        var kept = JsonMapper.shared().writeValueAsString(app);
        assertThat(JsonMapper.shared().readValue(kept, AppConfig.class)).isEqualTo(app);
        assertThat(READER.read(AppTree.of(app)).config()).isEqualTo(app);
    }

    @Test
    void everySettingOfText_isWhatStandsThere() {
        var app = read("""
                shop:
                  repository: /srv/1.10
                  deploy: 1.10
                  provider_config: {rollback_command: 1e3, readTimeout: 1.50}
                  timeout: 6e1
                  grace: 2.50
                  default_environment: 1.10
                  environments: {1.10: {default_ref: 1.10}, 1e3: {default_ref: 979611e1}, true: }
                  parameters: {v: {default: 1.10, description: 1.0}, n: {type: number, default: 1e3}}
                  credentials: {username: 007e1, password: {env: A}}
                  secrets: {A: {file: 1.10}}
                  paths: 1.10
                  mark: {1.10: [1.10, 2.0]}
                  change_labels: [1.10, true]
                  notifiers: [{type: slack, config: {token: 1e3, channel: 1.10}}]
                """);

        assertThat(app.providerConfig())
                .isEqualTo(Map.of("command", "1.10", "rollback_command", "1e3", "timeout", 60, "read_timeout", 1.5));
        assertThat(app.defaultEnvironment()).isEqualTo("1.10");
        assertThat(app.environments()).containsOnlyKeys("1.10", "1e3", "true");
        assertThat(app.environment("1.10").defaultRef()).isEqualTo("1.10");
        assertThat(app.environment("1e3").defaultRef()).isEqualTo("979611e1");
        assertThat(parameter(app, "v").preset()).isEqualTo("1.10");
        assertThat(parameter(app, "v").description()).isEqualTo("1.0");
        assertThat(parameter(app, "n").preset()).isEqualTo("1e3");
        assertThat(app.access().username()).isEqualTo("007e1");
        assertThat(app.commands().secrets()).containsEntry("A", new SecretReference("1.10", null));
        assertThat(app.changes())
                .isEqualTo(new ChangeConfig(
                        List.of("1.10"), Map.of("1.10", List.of("1.10", "2.0")), List.of("1.10", "true")));
        assertThat(app.notifiers().getFirst().config()).isEqualTo(Map.of("token", "1e3", "channel", "1.10"));
        assertIsKeptAsItIs(app);
    }

    @Test
    void nothingIsAbsent_whereItIsNoTextByName() {
        var app = read("shop: {deploy: make, run_as: null, via: , timeout: , environments: {a: , b: null}, checks: }");

        assertThat(app.commands().runAs()).isNull();
        assertThat(app.providerConfig()).containsOnlyKeys("command");
        assertThat(app.environments()).containsOnlyKeys("a", "b");
    }

    @Test
    void aScalarIsNoObjectAndNoList() {
        assertThatThrownBy(() -> read("""
                        shop:
                          deploy: make
                          env: {A: [1]}
                          variables: {A: {b: c}}
                          parameters: {p: {type: choice, choices: [[1.10]]}}
                          paths: [[1]]
                          run_as: "null"
                          grace: .inf
                          timeout: 1.5.0
                        """))
                .hasMessageContaining("env")
                .hasMessageContaining("variables.A")
                .hasMessageContaining("choices, line 5: must be a list of texts")
                .hasMessageContaining("paths.0, line 6: must be text")
                .hasMessageContaining("run_as, line 7: \"null\" cannot be the name of a user")
                .hasMessageContaining("grace, line 8: must be a number")
                .hasMessageContaining("timeout, line 9: must be a number");
    }
}
