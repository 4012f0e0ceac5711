package dev.waybill.apps.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What no text of a configuration may hold is told where it stands, by its name, and once. */
class ControlCharactersTest {
    private static final AppReader READER = new AppReader(TestPlugins.ALL);

    private static ConfigFile read(String text) {
        return ConfigFile.parse("apps.yaml", text, "/srv/{app}.git", READER);
    }

    @Test
    void aControlCharacter_isAMistake_inEveryText() {
        for (var line : List.of(
                "deploy: \"a%sb\"",
                "provider_config: {rollback_command: \"a%sb\"}",
                "env: {A: \"a%sb\"}",
                "repository: \"/srv/a%sb\"",
                "default_environment: \"a%sb\"",
                "variables: {A: \"a%sb\"}",
                "secrets: {A: {file: \"/a%sb\"}}",
                "environments: {a: {default_ref: \"a%sb\"}}",
                "environments: [\"a%sb\"]",
                "parameters: {p: {description: \"a%sb\"}}",
                "parameters: {p: {default: \"a%sb\"}}",
                "parameters: {p: {type: choice, choices: [\"a%sb\"]}}",
                "credentials: {username: \"a%sb\", password: {env: A}}",
                "run_as: \"a%sb\"",
                "paths: \"a%sb\"",
                "paths: [\"a%sb\"]",
                "mark: {m: [\"a%sb\"]}",
                "change_labels: [\"a%sb\"]",
                "notifiers: [{type: slack, config: {webhook_url: \"https://a/%sb\"}}]")) {
            assertTold(line, "\\0", "U+0000 (NUL)");
            assertTold(line, "\\x01", "U+0001");
            assertTold(line, "\\e", "U+001B");
            assertTold(line, "\\x7f", "U+007F");
            assertTold(line, "\\x9b", "U+009B");
        }
    }

    private static void assertTold(String line, String escape, String name) {
        var text = "shop:\n  " + line.formatted(escape) + (line.startsWith("deploy") ? "" : "\n  deploy: make");
        assertThatThrownBy(() -> read(text))
                .as(text)
                .isInstanceOfSatisfying(
                        ConfigFile.Mistakes.class,
                        mistakes -> assertThat(mistakes.sentences())
                                .singleElement()
                                .asString()
                                .startsWith("shop." + line.replaceFirst(":.*", ""))
                                .contains("line 2: contains the control character %s; remove it".formatted(name)));
    }

    @Test
    void nameWithAControlCharacter_isAMistake() {
        assertThatThrownBy(() -> read("shop: {deploy: make, variables: {\"A\\x01\": b}}"))
                .hasMessageContaining("shop.variables, line 1: contains the control character U+0001");
    }

    @Test
    void settingOfTheServer_isHeldToTheSame() {
        assertThatThrownBy(() -> read("apps: {}\nsecret_directories: [\"/a\\0\"]"))
                .hasMessageContaining("secret_directories.0, line 2: contains the control character U+0000 (NUL)");
    }

    @Test
    void halfACharacter_isAMistake_inEveryText() {
        for (var half : List.of("\\ud83d", "\\ude80", "\\ude80\\ud83d", "\\ud83d-\\ude80")) {
            var first = half.substring(2, 6).toUpperCase(Locale.ROOT);
            var said = "line 1: contains U+%s, an unpaired surrogate; write the whole character".formatted(first);

            assertThatThrownBy(() -> read("shop: {deploy: \"a%sb\"}".formatted(half)))
                    .as(half)
                    .hasMessageContaining("shop.deploy, " + said);
            assertThatThrownBy(() -> read("shop: {deploy: make, variables: {\"A%s\": b}}".formatted(half)))
                    .as(half)
                    .hasMessageContaining("shop.variables, " + said);
        }
    }

    @Test
    void restOfATextWithHalfACharacter_isKept() {
        var mistakes = new ArrayList<Mistake>();

        var clean = ControlCharacters.removed(Map.of("a", "1\uD83D2\uD83D\uDE803\uDE80"), mistakes);

        assertThat(clean).containsExactly(Map.entry("a", "12\uD83D\uDE803"));
        assertThat(mistakes)
                .singleElement()
                .satisfies(it -> assertThat(it.path()).isEqualTo("a"));
    }

    @Test
    void characterInTwoEscapes_isWhole() {
        var app = read("{\"shop\": {\"deploy\": \"a\\ud83d\\ude80b\"}}").apps().get("shop");

        assertThat(app).isNotNull();
        assertThat(app.providerConfig()).containsEntry("command", "a\uD83D\uDE80b");
    }

    @Test
    void tabsAndLineBreaks_areText() {
        var app = read("shop: {deploy: \"a\\tb\\r\\nc\\u2028\\U0001F680\"}")
                .apps()
                .get("shop");

        assertThat(app).isNotNull();
        assertThat(app.providerConfig()).containsEntry("command", "a\tb\r\nc\u2028\uD83D\uDE80");
    }
}
