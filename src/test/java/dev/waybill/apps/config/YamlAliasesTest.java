package dev.waybill.apps.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.apps.config.text.YamlTree;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Aliases and merge keys of YAML: what they bring, and how much of it. */
class YamlAliasesTest {
    private static final AppReader READER = new AppReader(TestPlugins.ALL);

    private static AppConfig app(Map<String, AppConfig> apps, String name) {
        return Objects.requireNonNull(apps.get(name));
    }

    private static Map<String, AppConfig> apps(String text) {
        return ConfigFile.parse("apps.yaml", text, "git@github.com:acme/{app}.git", READER)
                .apps();
    }

    /** Each beside what it is short for. */
    @ParameterizedTest
    @CsvSource(quoteCharacter = '§', delimiter = '|', textBlock = """
            {a: &x {b: 1}, c: *x}                                | {a: {b: 1}, c: {b: 1}}
            {a: &x [1, two], c: *x}                              | {a: [1, two], c: [1, two]}
            {a: &x 1.10, c: *x}                                  | {a: 1.10, c: 1.10}
            {a: &x '', c: *x}                                    | {a: '', c: ''}
            {a: &x , c: *x}                                      | {a: , c: }
            {a: &x b, *x : c}                                    | {a: b, b: c}
            {a: &x {b: 1, c: 2}, d: {<<: *x, c: 3}}              | {a: {b: 1, c: 2}, d: {b: 1, c: 3}}
            {a: &x {b: 1, c: 2}, d: {c: 3, <<: *x}}              | {a: {b: 1, c: 2}, d: {b: 1, c: 3}}
            {a: &x {b: 1}, c: &y {b: 2, d: 3}, e: {<<: [*x, *y]}} | {a: {b: 1}, c: {b: 2, d: 3}, e: {b: 1, d: 3}}
            {a: &x {b: 1}, c: &y {<<: *x, d: 2}, e: {<<: *y}}    | {a: {b: 1}, c: {b: 1, d: 2}, e: {b: 1, d: 2}}
            {a: {<<: {b: 1}, c: 2}}                              | {a: {b: 1, c: 2}}
            {a: {<<: [], c: 2}}                                  | {a: {c: 2}}
            {a: {'<<': 1}}                                       | {a: {"<<": 1}}
            {a: {x: {p: 1}, <<: {x: {q: 2}}}}                    | {a: {x: {p: 1}}}
            """)
    void aliasesAndMergeKeys_areWhatTheyStandFor(String text, String same) {
        assertThat(YamlTree.parse(text).root()).isEqualTo(YamlTree.parse(same).root());
    }

    @Test
    void apps_shareWhatAnotherHas_orWhatAnExtensionHolds() {
        var apps = apps("""
                x-defaults: &defaults {timeout: 60, variables: {VERSION: 1.10}}
                apps:
                  shop: &shop {<<: *defaults, deploy: ./deploy, environments: &both {staging: {default_ref: main}, production: }}
                  blog: {<<: *shop, deploy: ./other}
                  wiki: {<<: *defaults, deploy: ./wiki, environments: *both}
                """);

        assertThat(app(apps, "blog").providerConfig())
                .containsEntry("command", "./other")
                .containsEntry("timeout", 60);
        assertThat(app(apps, "wiki").environments()).isEqualTo(app(apps, "shop").environments());
        assertThat(apps.values())
                .allSatisfy(app -> assertThat(app.commands().variables()).containsEntry("VERSION", "1.10"));
    }

    @Test
    void mistakes_inWhatCameByAnAlias_haveTheLineWhereItStands() {
        assertWrong(
                "shop: &shop\n  deploy: a\n  timeuot: 3\nblog:\n  <<: *shop\n  deploy: b\n", "blog.timeuot, line 3");
    }

    /** Of nine anchors, each of which holds nine of the one before: 9^9 values in 300 characters. */
    @Test
    void aliasesOfAliases_doNotGrowWithoutEnd() {
        var laughs = new StringBuilder("a0: &a0 {deploy: ha}\n");
        var merges = new StringBuilder("b0: &b0 {k: ha}\n");
        for (var i = 1; i <= 20; i++) {
            var inner = "*a%d, ".formatted(i - 1).repeat(9);
            laughs.append("a%d: &a%d [%s]\n".formatted(i, i, inner));
            merges.append("b%d: &b%d {<<: [%s], l%d: 1}\n".formatted(i, i, inner.replace('a', 'b'), i));
        }

        assertWrong(laughs.toString(), "its aliases would make this document too large; write out");
        assertWrong(merges.toString(), "its aliases would make this document too large; write out");
        assertWrong(
                "a: &a " + "x".repeat(100_000) + "\nb: [" + "*a, ".repeat(999) + "]", "its aliases would make this");
    }

    @Test
    void documents_haveTheirLimits_andSayTheWayOut() {
        assertWrong("a: &a x\nb:\n" + "- *a\n".repeat(1001), "line 1003: has alias number 1001 (*a)");
        assertWrong("a: " + "[".repeat(100_000), "line 1: is nested deeper than 64 levels");
        assertWrong("a:\n  b: &x [*x]", "line 2: contains an alias of itself");
        assertWrong("a: &x {<<: *x}", "line 1: contains an alias of itself");
        assertWrong("a: b\nc: *base", "line 2: the alias *base has no anchor; define &base before it, or put");
        assertWrong("a: 1\npaths: *.js", "line 2: is not YAML", "a text that begins with * needs quotes");
        assertWrong("a:\n  <<: 3", "line 2: << takes an object");
        assertWrong("a:\n  <<: {}\n  <<: {}", "a.<<, line 3: is given twice; give one list");
        assertWrong("a: {<<: {b: 1, b: 2}}", "a.b, line 1: is given twice");
    }

    private static void assertWrong(String text, String... said) {
        assertThatThrownBy(() -> apps(text))
                .isInstanceOf(ConfigFile.Mistakes.class)
                .hasMessageContainingAll(said);
    }
}
