package dev.waybill.apps.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with an {@code auto} is said at once, and where. */
class AutoReaderTest {
    private static List<Mistake> mistakes(Map<String, ?> environments) {
        var mistakes = new ArrayList<Mistake>();
        var app = new Section("", "invalid_field", Map.of("environments", environments), mistakes, new TreeSet<>());
        var read = new LinkedHashMap<String, AppConfig.EnvironmentConfig>();
        app.sections("environments", "invalid_field", "an object").forEach((name, section) -> {
            try (section) {
                var auto = AutoReader.read(section);
                read.put(name, new AppConfig.EnvironmentConfig(null, Map.of(), Map.of(), null, auto, Map.of()));
            }
        });
        AutoReader.review(app, read, false);
        return mistakes;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            on=pusch                          | .on       | did you mean push
            soak=30m                          | .         | has no "on"
            on=push, soak=30m                 | .soak     | belongs to "on": "success"
            on=push, ref=..                   | .ref      | ref
            on=push, ref=1234567890123456789012345678901234567890 | . | is a commit
            on=schedule, cron=0 9 * * *, ref=main~1 | . | is a commit
            on=success                        | .         | has no "of"
            on=success, of=nowhere            | .of       | no environment "nowhere"
            on=success, of=staging, soak=soon | .soak     | must be a duration
            on=tag                            | .         | has no "tags"
            on=schedule, cron=0 0 30 2 *      | .cron     | never comes
            on=schedule, cron=0 9 * * *, zone=Mars | .zone | IANA
            on=push, max_commits=1.5          | .max_commits | whole number
            on=push, checks=red               | .checks   | must be green
            on=push, checks=green             | .checks   | has no checks
            on=push, min_intervall=1h         | .min_intervall | did you mean min_interval
            """)
    void mistake_isNamed(String text, String path, String expected) {
        var auto = new LinkedHashMap<String, Object>();
        for (var pair : text.split(", ")) {
            auto.put(pair.split("=", 2)[0], pair.split("=", 2)[1]);
        }

        var mistakes = mistakes(Map.of("production", Map.of("auto", auto), "staging", Map.of()));

        assertThat(mistakes).anySatisfy(mistake -> {
            assertThat(mistake.path()).isEqualTo("environments.production.auto" + (path.equals(".") ? "" : path));
            assertThat(mistake.message()).contains(expected);
        });
    }

    @Test
    void circle_isNamed() {
        var mistakes = mistakes(Map.of(
                "a", Map.of("auto", Map.of("on", "success", "of", "b")),
                "b", Map.of("auto", Map.of("on", "success", "of", "c")),
                "c", Map.of("auto", Map.of("on", "success", "of", "a"))));

        assertThat(mistakes).hasSize(3);
        assertThat(mistakes.getFirst().message()).contains("makes a circle: ").contains(" follows ");
    }
}
