package dev.waybill.checks.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.spi.AppInfo;
import dev.waybill.spi.Check;
import dev.waybill.spi.CheckAnswer;
import dev.waybill.spi.CheckContext;
import dev.waybill.spi.CheckResult;
import dev.waybill.spi.Remark;
import dev.waybill.spi.Setting;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What every kind of check promises. */
abstract class CheckContract {
    /** What a check can find. */
    enum Case {
        PASSED,
        PENDING,
        MISSING,
        FAILED,
        UNREADABLE,
        UNREACHABLE
    }

    abstract Check check();

    /** Has the check find this when it is asked; empty if it never does. */
    abstract Optional<CheckContext> arrange(Case found) throws Exception;

    @TestFactory
    Stream<DynamicTest> check_saysWhatItFinds_andIsGreenOnlyThen() {
        return Arrays.stream(Case.values())
                .map(found -> DynamicTest.dynamicTest(found.name(), () -> {
                    var context = arrange(found);
                    if (context.isPresent()) {
                        assertThat(found(check().ask(context.get()))).isEqualTo(found);
                    }
                }));
    }

    private static Case found(CheckAnswer answer) {
        return switch (answer) {
            case CheckAnswer.Reported(var results, var _) ->
                results.stream()
                        .map(CheckResult::state)
                        .max(Comparator.naturalOrder())
                        .map(state -> Case.valueOf(state.name()))
                        .orElse(Case.MISSING);
            case CheckAnswer.Unreadable(var why) -> sentence(why, Case.UNREADABLE);
            case CheckAnswer.Unreachable(var why, var _) -> sentence(why, Case.UNREACHABLE);
        };
    }

    private static Case sentence(String why, Case found) {
        assertThat(why).isNotBlank().doesNotContain("Exception").doesNotContain("null");
        return found;
    }

    @Test
    void settings_holdThoseOfEveryCheck_once() {
        var names = check().settings().stream().map(Setting::name).toList();

        assertThat(names)
                .contains("name", "required", "missing", "give_up_after")
                .doesNotHaveDuplicates();
    }

    @Test
    void review_acceptsTheExamples_andNoOtherWordsForCommonSettings() {
        var required = check().settings().stream()
                .filter(Setting::required)
                .collect(Collectors.toMap(Setting::name, Setting::example));

        assertThat(check().review(info(required))).filteredOn(Remark::isMistake).isEmpty();
        for (var setting : Set.of("required", "missing")) {
            var wrong = new LinkedHashMap<String, Object>(required);
            wrong.put(setting, "sometimes");
            assertThat(check().review(info(wrong))).extracting(Remark::setting).containsExactly(setting);
        }
    }

    private static AppInfo info(Map<String, Object> settings) {
        return new AppInfo(settings, false, Set.of());
    }
}
