package dev.waybill.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.waybill.providers.plugins.ExamplePlugins;
import dev.waybill.spi.AppInfo;
import dev.waybill.spi.Provider;
import dev.waybill.spi.ProviderContext;
import dev.waybill.spi.Remark;
import dev.waybill.spi.Setting;
import dev.waybill.spi.Step;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What holds for every provider, beside what PluginContractTest says of every plug-in. */
class ProviderContractTest {
    /** Values that no setting expects, or that are at a limit of what it does. */
    private static final List<Object> JUNK = List.of(
            "",
            " ",
            "../..",
            "{sha",
            "'\"$(:)\n",
            "\u0000",
            "x".repeat(10_000),
            -1,
            0,
            Long.MAX_VALUE,
            1e300,
            Double.NaN,
            true,
            List.of(),
            List.of(""),
            List.of("a", "a"),
            List.of(List.of(1)),
            List.of(Map.of(), Map.of("a", Map.of())),
            Map.of(),
            Map.of("", ""),
            Map.of("file", 1),
            Map.of("a", List.of(Map.of("b", false))));

    private static Stream<DynamicTest> ofEach(Consumer<Provider> test) {
        return ExamplePlugins.andBuiltIn().stream().map(it -> dynamicTest(it.name(), () -> test.accept(it)));
    }

    private static Map<String, Object> examples(Provider provider) {
        return provider.settings().stream().collect(Collectors.toMap(Setting::name, Setting::example));
    }

    /** The examples with one value that is junk, or missing. */
    private static Stream<Map<String, Object>> wrong(Provider provider) {
        return provider.settings().stream().flatMap(setting -> {
            var without = new HashMap<>(examples(provider));
            without.remove(setting.name());
            var others = JUNK.stream().map(junk -> {
                var settings = new HashMap<>(examples(provider));
                settings.put(setting.name(), junk);
                return (Map<String, Object>) settings;
            });
            return Stream.concat(Stream.of(without), others);
        });
    }

    private static List<Remark> review(Provider provider, Map<String, Object> settings) {
        return provider.review(new AppInfo(settings, false, Set.of("port")));
    }

    @TestFactory
    Stream<DynamicTest> theExamplesAreGood() {
        return ofEach(provider -> {
            var deploy = TestDeploys.with(examples(provider));
            assertThat(provider.objection(deploy)).isEmpty();
            assertThat(provider.tasks(examples(provider))).doesNotContain("deploy");
        });
    }

    /** Kinds are checked elsewhere, so a provider sees wrong values as well. */
    @TestFactory
    Stream<DynamicTest> review_takesAnyValue_andNamesSettings() {
        return ofEach(provider -> {
            var names = provider.settings().stream().map(Setting::name).toList();
            wrong(provider)
                    .forEach(settings -> assertThat(review(provider, settings)).allSatisfy(remark -> {
                        assertThat(remark.sentence()).isNotBlank();
                        assertThat(names).contains(remark.setting().replaceFirst("\\..*", ""));
                    }));
        });
    }

    @TestFactory
    Stream<DynamicTest> steps_areThere_ifNothingIsObjectedTo() {
        return ofEach(provider -> Stream.concat(Stream.of(examples(provider)), wrong(provider))
                .filter(settings -> review(provider, settings).stream().noneMatch(Remark::isMistake))
                .map(TestDeploys::with)
                .filter(deploy -> provider.objection(deploy).isEmpty())
                .forEach(deploy -> assertThat(provider.steps(deploy))
                        .extracting(Step::name)
                        .doesNotHaveDuplicates()));
    }

    @TestFactory
    Stream<DynamicTest> steps_areAtLeastOne_ofTheExamples() {
        return ofEach(provider -> assertThat(provider.steps(TestDeploys.with(examples(provider))))
                .isNotEmpty()
                .allSatisfy(step -> assertThat(step.timeout()).isPositive()));
    }

    /** A deploy can be cancelled before it has begun anything. */
    @TestFactory
    Stream<DynamicTest> cancel_doesNothing_ifNothingWasSaved() {
        return ofEach(provider -> {
            var context = (ProviderContext) Proxy.newProxyInstance(
                    ProviderContext.class.getClassLoader(),
                    new Class<?>[] {ProviderContext.class},
                    (_, method, _) -> switch (method.getName()) {
                        case "deploy" -> TestDeploys.with(examples(provider));
                        case "settings" -> examples(provider);
                        case "saved" -> Map.of();
                        case "isCancelled" -> true;
                        default -> throw new AssertionError("calls " + method.getName());
                    });
            try {
                provider.cancel(context);
            } catch (InterruptedException e) {
                throw new AssertionError(Objects.toString(e.getMessage()), e);
            }
        });
    }
}
