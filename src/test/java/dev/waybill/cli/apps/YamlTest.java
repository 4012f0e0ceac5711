package dev.waybill.cli.apps;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "variables.V",
                "environments.production.variables.V",
                "environments.a.b.variables.V",
                "env.V",
                "provider_config.env.V",
                "providerConfig.env.V",
                "environments.production.default_ref"
            })
    void option_isText_whereOnlyTextCanBe(String path) throws Exception {
        assertThat(Yaml.option(path, "true")).isEqualTo("true");
        assertThat(Yaml.option(path, "[x]")).isEqualTo("[x]");
    }

    /** Names that users chose may be those of other keys. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "parameters.env.required",
                "parameters.variables.required",
                "environments.variables",
                "environments.name",
                "parameters.deploy",
                "secrets.name",
                "variables"
            })
    void option_isReadAsYaml_elsewhere(String path) throws Exception {
        assertThat(Yaml.option(path, "true")).isNotInstanceOf(String.class);
        assertThat(Yaml.option(path, "{a: b}")).isInstanceOf(Map.class);
    }

    @Test
    void option_isText_whereItIsNoYaml() throws Exception {
        assertThat(Yaml.option("paths", "[a-z]*.py")).isEqualTo("[a-z]*.py");
        assertThat(Yaml.option("mark", "{app}/*")).isEqualTo("{app}/*");
    }

    @Test
    void fields_keepAParameterThatIsNamedEnv(@TempDir Path directory) throws Exception {
        var file = Files.writeString(
                directory.resolve("app.yaml"),
                "parameters: {env: {default: null, type: text}}\nvariables: {EMPTY: }\nenv: {E: }\n");

        var fields = Yaml.fields(file.toString());

        assertThat(fields.get("parameters")).hasToString("{env={default=null, type=text}}");
        assertThat(fields.get("variables")).hasToString("{EMPTY=}");
        assertThat(fields.get("env")).hasToString("{E=}");
    }
}
