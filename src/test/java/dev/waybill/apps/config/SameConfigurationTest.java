package dev.waybill.apps.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** Configurations are compared by value: after they were kept, too, and whatever their spelling. */
class SameConfigurationTest {
    private static AppConfig app(String more) {
        var text = "shop: {repository: /srv/shop.git, %s}".formatted(more);
        return ConfigFile.parse("apps.yaml", text, null, EveryKind.READER)
                .apps()
                .values()
                .iterator()
                .next();
    }

    private static AppConfig kept(AppConfig config) {
        return JsonMapper.shared().readValue(JsonMapper.shared().writeValueAsString(config), AppConfig.class);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '§', delimiter = '|', textBlock = """
            deploy: x                                        | provider_config: {command: x}
            deploy: x, timeout: 60                           | timeout: 60.0, deploy: x
            deploy: x, timeout: 60                           | timeout: "60", deploy: x
            deploy: x, timeout: 60                           | timeout: 6e1, deploy: x
            deploy: x, timeout: 0.5                          | timeout: 0.50, deploy: x
            deploy: x, timeout: 1000000000                   | timeout: 1e9, deploy: x
            deploy: x, grace: 10                             | grace: 10.0, deploy: x
            deploy: x, env: {A: a, B: 1}                     | env: {B: "1", A: a}, deploy: x
            deploy: x, paths: a                              | deploy: x, paths: [a]
            deploy: x, mark: {m: a, n: b}                    | deploy: x, mark: {n: [b], m: [a]}
            deploy: x, change_labels: l                      | deploy: x, change_labels: [l]
            deploy: x, submodules: true                      | deploy: x, submodules: "true"
            deploy: x, environments: [a, b]                  | deploy: x, environments: {b: , a: {}}
            deploy: x, environments: {a: {pool: }}           | deploy: x, environments: [a]
            deploy: x, parameters: [p]                       | deploy: x, parameters: {p: {type: text, required: false}}
            deploy: x, variables: {}                         | deploy: x
            deploy: x, secrets: , checks: [], via:           | deploy: x
            deploy: x, checks: [{type: age, config: {min: 5}}]    | deploy: x, checks: [{config: {min: 5.0}, type: age}]
            deploy: x, checks: [{type: age, config: {min: 1.50}}] | deploy: x, checks: [{type: age, config: {min: 1.5}}]
            deploy: x, checks: [{type: every, config: {object: {a: 5000000000}}}] | deploy: x, checks: [{type: every, config: {object: {a: 5e9}}}]
            deploy: x, checks: [{type: every, config: {object: {a: [1, {b: 2}]}}}] | deploy: x, checks: [{type: every, config: {object: {a: [1.0, {b: 2.0}]}}}]
            """)
    void equals_areNoDifference(String one, String other) {
        assertThat(Difference.isNone(app(one), app(other))).isTrue();
        assertThat(Difference.isNone(kept(app(one)), app(one))).isTrue();
        assertThat(Difference.isNone(kept(app(one)), app(other))).isTrue();
        assertThat(Difference.isNone(kept(app(other)), app(one))).isTrue();
    }

    /** What a command sees in another spelling is another value. */
    @ParameterizedTest
    @CsvSource(quoteCharacter = '§', delimiter = '|', textBlock = """
            deploy: x, variables: {A: 1.10}          | deploy: x, variables: {A: 1.1}
            deploy: x, variables: {A: }              | deploy: x
            deploy: x, parameters: {p: {default: 1}} | deploy: x, parameters: {p: {default: 1.0}}
            deploy: x, paths: [a, b]                 | deploy: x, paths: [b, a]
            deploy: x, environments: [production]    | deploy: x
            deploy: x, environments: [a, b]          | deploy: x, environments: [a]
            deploy: x, checks: [{type: every, config: {object: {a: 9007199254740993}}}] | deploy: x, checks: [{type: every, config: {object: {a: 9007199254740992}}}]
            deploy: x, checks: [{type: age, config: {min: "5"}}] | deploy: x, checks: [{type: age, config: {min: 5}}]
            """)
    void others_areOne(String one, String other) {
        assertThat(Difference.isNone(app(one), app(other))).isFalse();
        assertThat(Difference.isNone(kept(app(one)), app(other))).isFalse();
    }
}
