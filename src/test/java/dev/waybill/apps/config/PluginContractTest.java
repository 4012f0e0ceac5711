package dev.waybill.apps.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.waybill.checks.Checks;
import dev.waybill.providers.plugins.ExamplePlugins;
import dev.waybill.spi.Plugin;
import dev.waybill.spi.Setting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What holds for every plug-in and each of its settings. */
class PluginContractTest {
    /** A value that does not fit any kind. */
    private static final List<Object> WRONG = List.of(List.of(List.of("nested")));

    /**
     * A plug-in in the configuration of an app.
     *
     * @param path of its settings
     * @param app the app with these settings
     */
    private record Place(
            String word, Plugin plugin, String path, Function<Map<String, Object>, Map<String, Object>> app) {
        List<Mistake> mistakes(Map<String, Object> settings) {
            var fields = new LinkedHashMap<String, Object>(
                    Map.of("repository", "/srv/shop.git", "provider_config", Map.of("command", "make")));
            fields.putAll(app.apply(settings));
            return EveryKind.READER.read(fields).mistakes();
        }

        Map<String, Object> examples() {
            return plugin.settings().stream()
                    .collect(Collectors.toMap(Setting::name, Setting::example, (a, _) -> a, LinkedHashMap::new));
        }

        Map<String, Object> with(String key, Object value) {
            var settings = examples();
            settings.put(key, value);
            return settings;
        }

        Map<String, Object> without(String key) {
            var settings = examples();
            settings.remove(key);
            return settings;
        }
    }

    private static final Set<Setting.Kind> LISTS = EnumSet.of(Setting.Kind.TEXTS, Setting.Kind.COMMANDS);

    private static Stream<Place> places() {
        var providers = ExamplePlugins.andBuiltIn().stream()
                .map(it -> new Place(
                        "provider",
                        it,
                        "provider_config",
                        settings -> Map.of("provider", it.name(), "provider_config", settings)));
        var checks = Stream.concat(Checks.all(TestPlugins.CODE_HOSTS).stream(), Stream.of(new EveryKind()))
                .map(it -> listed("check", "checks", it));
        var notifiers = TestPlugins.NOTIFIERS.stream().map(it -> listed("notifier", "notifiers", it));
        return Stream.of(providers, checks, notifiers).flatMap(it -> it);
    }

    private static Place listed(String word, String key, Plugin plugin) {
        return new Place(
                word,
                plugin,
                key + ".0.config",
                settings -> Map.of(key, List.of(Map.of("type", plugin.name(), "config", settings))));
    }

    private static Stream<DynamicTest> ofEach(Consumer<Place> test) {
        return places().map(place ->
                dynamicTest("%s %s".formatted(place.word(), place.plugin().name()), () -> test.accept(place)));
    }

    @TestFactory
    Stream<DynamicTest> namesAreUnique_andWellFormed() {
        return ofEach(place -> {
            var settings = place.plugin().settings();
            assertThat(place.plugin().name()).matches("[a-z][a-z0-9_]*");
            assertThat(settings)
                    .extracting(Setting::name)
                    .doesNotHaveDuplicates()
                    .allMatch(it -> it.matches("[a-z][a-z_]*"));
            assertThat(settings.stream().map(Setting::shortKey).filter(Objects::nonNull))
                    .doesNotHaveDuplicates()
                    .doesNotContainAnyElementsOf(AppTree.KEYS)
                    .doesNotContain("name");
        });
    }

    @TestFactory
    Stream<DynamicTest> examples_areAccepted_inSnakeCaseAndCamelCase() {
        return ofEach(place -> {
            var camelCase = new LinkedHashMap<String, Object>();
            place.examples().forEach((name, value) -> camelCase.put(Section.camelCase(name), value));

            assertThat(place.mistakes(place.examples())).isEmpty();
            assertThat(place.mistakes(camelCase)).isEmpty();
        });
    }

    @TestFactory
    Stream<DynamicTest> valueOfAWrongKind_isRefused_byItsPath() {
        return ofEach(place -> place.plugin().settings().stream()
                .filter(setting -> !LISTS.contains(setting.kind())) // their own tests: by the path of the item
                .forEach(setting -> assertThat(place.mistakes(place.with(setting.name(), WRONG)))
                        .singleElement()
                        .satisfies(mistake -> {
                            assertThat(mistake.path()).isEqualTo(place.path() + "." + setting.name());
                            assertThat(mistake.name()).isEqualTo("invalid_" + place.word());
                            assertThat(mistake.message()).startsWith("must ");
                        })));
    }

    @TestFactory
    Stream<DynamicTest> unknownKey_isRefused_withASuggestion() {
        return ofEach(place -> {
            var name = place.plugin().settings().getFirst().name();
            assertThat(place.mistakes(place.with(name + "x", "text")))
                    .containsExactly(new Mistake(
                            place.path() + "." + name + "x",
                            "invalid_" + place.word(),
                            "You specified config key %sx, but it isn't recognized for the %s %s. Did you mean %s?"
                                    .formatted(
                                            name, place.word(), place.plugin().name(), name)));
        });
    }

    @TestFactory
    Stream<DynamicTest> setting_isInTheDocumentation() {
        return ofEach(place -> {
            if (!(place.plugin() instanceof EveryKind)) {
                var names = place.plugin().settings().stream().map(Setting::name);
                assertThat(documentation())
                        .contains(names.map("`%s`"::formatted).toList());
            }
        });
    }

    private static String documentation() {
        try {
            return Files.readString(Path.of("docs/server.md"))
                    + Files.readString(Path.of("docs/notifiers.md"))
                    + Files.readString(Path.of("docs/providers.md"))
                    + Files.readString(Path.of("docs/plugins.md"))
                    + Files.readString(Path.of("docs/api.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @TestFactory
    Stream<DynamicTest> missingSetting_isAskedFor_ifItIsRequired() {
        return ofEach(place -> place.plugin().settings().forEach(setting -> {
            var mistakes = place.mistakes(place.without(setting.name()));
            if (setting.required() && setting.group() == null) {
                assertThat(mistakes)
                        .extracting(Mistake::message)
                        .containsExactly("Missing required option \"%s\" for %s: %s"
                                .formatted(
                                        setting.name(),
                                        place.word(),
                                        place.plugin().name()));
            } else {
                assertThat(mistakes).isEmpty();
            }
        }));
    }
}
