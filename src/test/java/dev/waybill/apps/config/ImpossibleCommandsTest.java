package dev.waybill.apps.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.apps.config.text.Literal;
import dev.waybill.apps.config.text.YamlTree;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What no command of an app could get is a mistake when the app is saved. */
class ImpossibleCommandsTest {
    private static final AppReader READER = new AppReader(TestPlugins.ALL);

    private static List<Mistake> mistakes(String more) {
        var tree = YamlTree.parse("{repository: /srv/shop.git, %s}".formatted(more))
                .root();
        return READER.read(Literal.plain((Map<?, ?>) Objects.requireNonNull(tree)))
                .mistakes();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "WAYBILL",
                "WAYBILL_RUN",
                "WAYBILL_TOKEN",
                "WAYBILL_SHA",
                "WAYBILL_ROLLBACK",
                "WAYBILL_PARAM_A",
                "WAYBILL_GIT_RUN",
                "WAYBILL_"
            })
    void reservedVariables_areMistakes_whereverTheyAreGiven(String name) {
        var given = List.of(
                "deploy: x, variables: {%s: a}",
                "deploy: x, env: {%s: a}",
                "provider_config: {command: x, env: {%s: a}}",
                "deploy: x, secrets: {%s: {env: X}}",
                "deploy: x, environments: {e: {variables: {%s: a}}}",
                "deploy: x, environments: {e: {secrets: {%s: {env: X}}}}");

        for (var more : given) {
            assertThat(mistakes(more.formatted(name))).singleElement().satisfies(mistake -> {
                assertThat(mistake.path()).endsWith("." + name);
                assertThat(mistake.message())
                        .isEqualTo(name + " is reserved for Waybill; use a name that does not begin with WAYBILL");
            });
        }
    }

    @Test
    void otherVariables_areNone() {
        assertThat(mistakes("deploy: x, variables: {SHA: a, PATH: b, WAYBILLS: c, waybill_run: d, MY_WAYBILL_RUN: e}"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '§', delimiter = '|', textBlock = """
            deploy: x, variables: {A: %s}                      | variables.A                     | the variable A is 131073 bytes
            deploy: x, env: {A: %s}                            | env.A                           | the variable A is 131073 bytes
            deploy: x, environments: {e: {variables: {A: %s}}} | environments.e.variables.A      | the variable A is 131073 bytes
            deploy: %s_                                        | deploy                          | the command line is 131072 bytes
            deploy: x, provider_config: {rollback_command: %s__} | provider_config.rollback_command | the command line is 131073 bytes
            deploy: x, parameters: {p: {default: %s}}          | parameters.p                    | the variable WAYBILL_PARAM_P is 131087 bytes
            deploy: x, parameters: {p: {type: choice, choices: [a, %s]}} | parameters.p          | the variable WAYBILL_PARAM_P is 131087 bytes
            """)
    void tooLongValues_areMistakes(String more, String path, String message) {
        var found = mistakes(more.formatted("x".repeat(131_070)));
        if (message.contains("131072")) {
            assertThat(found).isEmpty();
        } else {
            assertThat(found).singleElement().satisfies(mistake -> {
                assertThat(mistake.path()).isEqualTo(path);
                assertThat(mistake.message())
                        .contains(message, "the limit is 131072")
                        .doesNotContain("xxxx");
            });
        }
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '§', delimiter = '|', textBlock = """
            deploy: 'ssh -i {ssh_key} x'                                     | deploy                           | {ssh_key} has no value, because
            provider_config: {command: '{ssh_key}'}                          | provider_config.command          | {ssh_key} has no value, because
            deploy: x, provider_config: {rollback_command: '{ssh_key}'}      | provider_config.rollback_command | {ssh_key} has no value, because
            deploy: '{params[q]}', parameters: {p: {}}                       | deploy                           | {params[q]} has no value, because
            """)
    void placeholdersThatStandForNothing_areMistakes(String more, String path, String message) {
        assertThat(mistakes(more)).singleElement().satisfies(mistake -> {
            assertThat(mistake.path()).isEqualTo(path);
            assertThat(mistake.message()).contains(message);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deploy: 'ssh -i {ssh_key} x', ssh_key: {file: /etc/key}",
                "deploy: 'x ${ssh_key} {params[q]} {prev_sha} {nothing}'",
                "deploy: '{params[q]}', parameters: [q]"
            })
    void placeholdersThatStandForSomething_areNone(String more) {
        assertThat(mistakes(more)).isEmpty();
    }
}
