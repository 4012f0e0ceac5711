package dev.waybill.apps.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** What each kind of setting accepts and refuses, as JSON. */
class KindsTest {
    private static AppReader.Read read(String check, String config) {
        var settings = JsonMapper.shared().readValue(config, Map.class);
        return EveryKind.READER.read(Map.of(
                "repository",
                "/srv/shop.git",
                "provider_config",
                Map.of("command", "make"),
                "checks",
                List.of(Map.of("type", check, "config", settings))));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '§', delimiter = '|', textBlock = """
            texts          | "one"
            texts          | ["one", "two"]
            texts          | [5, true]
            texts          | []
            duration       | "30m"
            duration       | "1h30m"
            duration       | "90"
            duration       | 1.5
            whole_number   | 0
            whole_number   | "12"
            whole_number   | 9007199254740991
            secret         | {"file": "/run/secrets/a"}
            secret         | {"env": "A"}
            secret_or_text | {"env": "A"}
            secret_or_text | "text"
            secret_or_text | 5
            headers        | {"X-A": "text", "B": {"env": "A"}, "C": 5}
            object         | {"a": [1, {"b": null}]}
            text           | ""
            headers        | {}
            """)
    void accepted_andShownAsGiven(String setting, String value) {
        var read = read("every", "{\"%s\": %s}".formatted(setting, value));

        assertThat(read.mistakes()).isEmpty();
        assertThat(JsonMapper.shared()
                        .valueToTree(read.config().checks().getFirst().config().get(setting))
                        .toString())
                .isEqualTo(JsonMapper.shared()
                        .readTree(value.replace("{\"b\": null}", "{}"))
                        .toString());
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '§', delimiter = '|', textBlock = """
            text           | {"a": "b"}               |             | must be text that is not empty
            texts          | {"a": "b"}               |             | must be text that is not empty; give one text, or a list of texts
            texts          | ["one", " ", ["two"]]    | .1 .2       | must be text that is not empty
            command        | ["make"]                 |             | must be text that is not empty
            seconds        | "30m"                    |             | must be a number of seconds above zero and up to 1000000000
            duration       | "soon"                   |             | must be a duration such as 30m, 2h, 1h30m or 7d, or a number of seconds
            duration       | -1                       |             | must be a duration such as 30m, 2h, 1h30m or 7d, or a number of seconds
            duration       | 1e12                     |             | must be a duration such as 30m, 2h, 1h30m or 7d, or a number of seconds
            whole_number   | 1.5                      |             | must be a whole number from 0 to 9007199254740991
            whole_number   | -1                       |             | must be a whole number from 0 to 9007199254740991
            whole_number   | 9007199254740992         |             | must be a whole number from 0 to 9007199254740991
            flag           | "maybe"                  |             | must be true or false
            text_by_name   | {"a b": "c"}             |             | must be an object of variables: names of letters, digits and _, values of text
            secret         | "plain"                  |             | must say where the secret is: either {"file": "PATH"} or {"env": "NAME"}
            secret         | {"file": "a", "env": "b"} |            | must say where the secret is: either {"file": "PATH"} or {"env": "NAME"}
            secret         | {"path": "a"}            |             | must say where the secret is: either {"file": "PATH"} or {"env": "NAME"}
            secret_or_text | {"env": ""}              |             | must say where the secret is: either {"file": "PATH"} or {"env": "NAME"}
            secret_or_text | ["a"]                    |             | must be text that is not empty, or a reference: {"file": "PATH"} or {"env": "NAME"}
            headers        | "X-A: b"                 |             | must be an object of headers by name, each text or a reference to a secret
            headers        | {"a b": "c", "d:": "e"}  | .a b, .d:   | cannot be the name of a header; use letters, digits and dashes
            headers        | {"A": "b\\r\\nEvil: c"} | .A       | must be one line
            headers        | {"A": {"env": ["b"]}}    | .A          | must say where the secret is: either {"file": "PATH"} or {"env": "NAME"}
            object         | ["a"]                    |             | must be an object
            """)
    void refused_byPath(String setting, String value, String below, String sentence) {
        var paths = new ArrayList<String>();
        for (var part : below == null ? List.of("") : List.of(below.split(below.contains(",") ? ", " : " "))) {
            paths.add("checks.0.config." + setting + part);
        }

        var mistakes = read("every", "{\"%s\": %s}".formatted(setting, value)).mistakes();

        assertThat(mistakes).extracting(Mistake::path).containsExactlyElementsOf(paths);
        assertThat(mistakes).extracting(Mistake::message).containsOnly(sentence);
    }

    @Test
    void allMistakes_areReportedAtOnce() {
        var mistakes = read("http", "{\"ulr\": \"x\", \"headers\": 5, \"timeout\": \"soon\"}")
                .mistakes();

        assertThat(mistakes)
                .extracting(Mistake::path)
                .containsExactly(
                        "checks.0.config.ulr", "checks.0", "checks.0.config.headers", "checks.0.config.timeout");
        assertThat(mistakes.get(0).message()).endsWith("Did you mean url?");
        assertThat(mistakes.get(1).message()).isEqualTo("Missing required option \"url\" for check: http");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '§', delimiter = '|', textBlock = """
            {"webhook_url": "https://x"}                         | true
            {"webhookUrl": "https://x"}                          | true
            {"token": "x", "channel": "c"}                       | true
            {"webhook_url": {"env": "A"}, "channel": "c"}        | true
            {"token": "x"}                                       | false
            {"channel": "c"}                                     | false
            {}                                                   | false
            """)
    void oneGroupOfSeveral_isRequired(String config, boolean isAccepted) {
        var mistakes = EveryKind.READER
                .read(Map.of(
                        "repository",
                        "/srv/shop.git",
                        "provider_config",
                        Map.of("command", "make"),
                        "notifiers",
                        List.of(Map.of(
                                "type", "slack", "config", JsonMapper.shared().readValue(config, Map.class)))))
                .mistakes();

        if (isAccepted) {
            assertThat(mistakes).isEmpty();
        } else {
            assertThat(mistakes)
                    .containsExactly(
                            new Mistake(
                                    "notifiers.0",
                                    "invalid_notifier",
                                    "Missing required option \"webhook_url\" for notifier: slack; or give \"token\" and \"channel\""));
        }
    }
}
