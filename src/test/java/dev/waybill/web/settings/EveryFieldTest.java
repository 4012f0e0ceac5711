package dev.waybill.web.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.apps.config.AppConfig;
import dev.waybill.apps.config.AppReader;
import dev.waybill.apps.config.ConfigFile;
import dev.waybill.apps.config.Difference;
import dev.waybill.apps.config.TestPlugins;
import dev.waybill.web.frame.Fields;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every key of a configuration has a field, which says and takes what the configuration says. */
class EveryFieldTest {
    private static final AppReader READER = new AppReader(TestPlugins.ALL);

    static Stream<AppConfig> apps() throws IOException {
        var names = List.of("full", "fabric", "ansible", "capistrano", "heroku");
        var apps = new HashMap<String, AppConfig>();
        for (var name : names) {
            var file = Path.of("examples/%s.yaml".formatted(name));
            apps.putAll(ConfigFile.read(file, null, READER).apps());
        }
        return apps.values().stream();
    }

    private static Map<String, List<String>> sent(Sheet sheet) {
        var sent = new HashMap<String, List<String>>();
        Parts.specs(sheet, TestPlugins.ALL)
                .forEach(spec -> sent.put(
                        spec.name(), List.of(spec.text(sheet.at(spec.path())).replace("\n", "\r\n") + "\r\n")));
        return sent;
    }

    private static AppConfig read(Sheet sheet) throws Exception {
        var read = READER.read(Sheet.parse(sheet.yaml()).tree());
        assertThat(read.mistakes()).isEmpty();
        return read.config();
    }

    @ParameterizedTest
    @MethodSource("apps")
    void whatIsSentAsItWasShown_changesNothing(AppConfig config) throws Exception {
        var sheet = Sheet.of("shop", config);
        var typed = new Typed(1, sheet.yaml(), sheet.yaml(), "", new Fields(sent(sheet)));

        var filled = typed.fill(sheet, sheet, TestPlugins.ALL);

        assertThat(filled.sheet()).isEqualTo(sheet);
        assertThat(Difference.isNone(read(filled.sheet()), config)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("apps")
    void whatTheFieldsSay_isTheWholeConfiguration(AppConfig config) throws Exception {
        var sheet = Sheet.of("shop", config);
        var typed = new Sheet("shop", Map.of());
        for (var spec : Parts.specs(sheet, TestPlugins.ALL).toList()) {
            var value = spec.read(spec.text(sheet.at(spec.path())), null);
            typed = value == null ? typed : typed.with(spec.path(), value);
        }

        assertThat(Difference.between(Sheet.of("shop", read(typed)).tree(), Objects.requireNonNull(sheet.tree())))
                .isEmpty();
    }
}
