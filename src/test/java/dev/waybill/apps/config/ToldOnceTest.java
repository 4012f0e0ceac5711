package dev.waybill.apps.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Each mistake of a configuration is told once, with the place of just that one. */
class ToldOnceTest {
    private static final AppReader READER = new AppReader(TestPlugins.ALL);

    private static List<String> mistakes(String app) {
        var mistakes = catchThrowableOfType(
                ConfigFile.Mistakes.class,
                () -> ConfigFile.parse("apps.yaml", "shop:\n" + app.indent(2), "/srv/{app}.git", READER));
        return Objects.requireNonNull(mistakes).sentences();
    }

    @Test
    void keyOfASetting_standsInItsPathOnly() {
        assertThat(mistakes("deploy: make\ntimeout: soon"))
                .containsExactly("shop.timeout, line 3: must be a number of seconds above zero and up to 1000000000");
        assertThat(mistakes("provider_config: {command: make, timeout: soon}"))
                .containsExactly(
                        "shop.provider_config.timeout, line 2: must be a number of seconds above zero and up to 1000000000");
        assertThat(mistakes("deploy: ' '")).containsExactly("shop.deploy, line 2: must be text that is not empty");
        assertThat(mistakes("deploy: make\nstrict: maybe"))
                .containsExactly("shop.strict, line 3: must be true or false");
    }

    @Test
    void itemsOfAList_areToldEach_byTheirPlace() {
        var name = "must be a name; give a list of names, or an object by name, each an object such as"
                + " {\"default_ref\": \"main\"}";
        assertThat(mistakes("deploy: make\nenvironments:\n- a\n- {b: c}\n- [d]\n- a"))
                .containsExactly(
                        "shop.environments.1, line 5: " + name,
                        "shop.environments.2, line 6: " + name,
                        "shop.environments.3, line 7: \"a\" is listed twice");
        assertThat(mistakes("deploy: make\npaths: [a, {b: c}, [d]]"))
                .containsExactly(
                        "shop.paths.1, line 3: must be text; give one text, or a list of texts",
                        "shop.paths.2, line 3: must be text; give one text, or a list of texts");
        assertThat(mistakes("deploy: make\nnotifiers:\n- slack\n- mail"))
                .hasSize(2)
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("shop.notifiers.0, line 4: A "),
                        second -> assertThat(second).startsWith("shop.notifiers.1, line 5: A "));
    }

    @Test
    void namesInAList_areTheTextThatStandsThere() {
        var file = ConfigFile.parse(
                "apps.yaml",
                "shop: {deploy: make, environments: [a, 5, 1.10, true, null], parameters: [7, b]}",
                "/srv/{app}.git",
                READER);
        var shop = Objects.requireNonNull(file.apps().get("shop"));

        assertThat(shop.environments()).containsOnlyKeys("a", "5", "1.10", "true", "null");
        assertThat(shop.parameters()).containsOnlyKeys("7", "b");
    }

    @Test
    void namesInAList_areKeptAsTheyAre_whenAnAppIsChanged() {
        var tree =
                new LinkedHashMap<String, Object>(Map.of("environments", Map.of("5", Map.of("default_ref", "stable"))));

        new AppEdit(tree, TestPlugins.ALL).keepEach("environments", List.of(5, true));

        assertThat(tree).containsEntry("environments", Map.of("5", Map.of("default_ref", "stable"), "true", Map.of()));
    }
}
