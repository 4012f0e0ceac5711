package dev.waybill.checks.kinds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.waybill.forge.AppForge;
import dev.waybill.forge.CheckReport;
import dev.waybill.forge.ForgeFailure;
import dev.waybill.spi.Check;
import dev.waybill.spi.CheckAnswer;
import dev.waybill.spi.CheckContext;
import dev.waybill.spi.CheckResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ForgeCheckTest extends CheckContract {
    private final ReportedForge forge = new ReportedForge();
    private @Nullable List<String> contexts;

    @Override
    Check check() {
        return new ForgeCheck("github", List.of(), (_, _) -> Optional.of(new AppForge(forge, contexts, false)));
    }

    @Override
    Optional<CheckContext> arrange(Case found) {
        forge.failure = switch (found) {
            case UNREADABLE -> new ForgeFailure(ForgeFailure.Kind.FORBIDDEN, "grant \"Checks: read\"");
            case UNREACHABLE -> new ForgeFailure(ForgeFailure.Kind.UNREACHABLE, "no answer");
            case PASSED, PENDING, MISSING, FAILED -> null;
        };
        forge.reports = switch (found) {
            case PASSED -> List.of(report("build", CheckReport.State.PASSED));
            case PENDING ->
                List.of(report("build", CheckReport.State.PASSED), report("e2e", CheckReport.State.PENDING));
            case FAILED -> List.of(report("build", CheckReport.State.FAILED), report("e2e", CheckReport.State.PENDING));
            case MISSING, UNREADABLE, UNREACHABLE -> List.of();
        };
        return Optional.of(Asked.with(Map.of()));
    }

    private static CheckReport report(String name, CheckReport.State state) {
        return new CheckReport(name, state, "as seen", "https://ci.example.com/1", "ci", Asked.NOW);
    }

    private CheckAnswer ask(Map<String, Object> settings) throws InterruptedException {
        return check().ask(Asked.with(settings));
    }

    @Test
    void requiredContext_thatWasNotReported_isMissing() throws Exception {
        forge.reports = List.of(report("build", CheckReport.State.PASSED), report("lint", CheckReport.State.FAILED));

        assertThat(ask(Map.of("contexts", List.of("build", "e2e"))))
                .isInstanceOfSatisfying(
                        CheckAnswer.Reported.class,
                        reported -> assertThat(reported.results())
                                .extracting(CheckResult::name, CheckResult::state)
                                .containsExactly(
                                        tuple("build", CheckResult.State.PASSED),
                                        tuple("e2e", CheckResult.State.MISSING)));
    }

    @Test
    void contextsOfTheApp_areRequired_unlessTheCheckNamesOthers() throws Exception {
        forge.reports = List.of(report("build", CheckReport.State.PASSED), report("lint", CheckReport.State.FAILED));
        contexts = List.of("build");

        assertThat(states(ask(Map.of()))).containsExactly(CheckResult.State.PASSED);
        assertThat(states(ask(Map.of("contexts", "lint")))).containsExactly(CheckResult.State.FAILED);
        assertThat(states(ask(Map.of("contexts", List.of())))).containsExactly(CheckResult.State.PASSED);
    }

    @Test
    void statusOfWaybill_isNoneOfAllThatWereReported_butCanBeNamed() throws Exception {
        var own = reported("waybill/staging", "https://deploys.example.com/apps/shop/staging/42");
        forge.reports = List.of(report("build", CheckReport.State.PASSED), own);
        assertThat(states(ask(Map.of()))).containsExactly(CheckResult.State.PASSED);
        assertThat(states(ask(Map.of("contexts", "waybill/staging")))).containsExactly(CheckResult.State.FAILED);

        forge.reports = List.of(own);
        assertThat(states(ask(Map.of()))).as("like a commit without any CI").isEmpty();
    }

    @Test
    void statusOfTheEnvironmentItself_isNoCheck_evenIfItIsNamed() throws Exception {
        var own = List.of("build", "waybill/production", "waybill/shop/production");
        forge.reports = List.of(report("build", CheckReport.State.PASSED));
        assertThat(states(ask(Map.of("contexts", own)))).containsExactly(CheckResult.State.PASSED);

        contexts = own;
        assertThat(states(ask(Map.of()))).containsExactly(CheckResult.State.PASSED);
        contexts = List.of("waybill/production");
        assertThat(states(ask(Map.of()))).containsExactly(CheckResult.State.PASSED);
        assertThat(check().dependsOnEnvironment(Map.of("contexts", own))).isTrue();
        assertThat(check().dependsOnEnvironment(Map.of("contexts", "build"))).isFalse();
    }

    @Test
    void statusOfAnotherProgram_counts_whateverItIsCalled() throws Exception {
        for (var other : List.of(
                reported("waybill/lint", "https://ci.example.com/apps/shop/production/42"),
                reported("waybill/production", "https://ci.example.com/jobs/42"),
                reported("ci/production", "https://deploys.example.com/apps/shop/production/42"))) {
            forge.reports = List.of(other);

            assertThat(states(ask(Map.of()))).containsExactly(CheckResult.State.FAILED);
        }
    }

    private static CheckReport reported(String name, String link) {
        return new CheckReport(name, CheckReport.State.FAILED, null, link, null, Asked.NOW);
    }

    private static List<CheckResult.State> states(CheckAnswer answer) {
        return answer instanceof CheckAnswer.Reported reported
                ? reported.results().stream().map(CheckResult::state).toList()
                : List.of();
    }

    @Test
    void noContexts_requireNothing_whenTheAppSaysSo() throws Exception {
        forge.reports = List.of(report("lint", CheckReport.State.FAILED));
        contexts = List.of();

        assertThat(states(ask(Map.of()))).containsExactly(CheckResult.State.PASSED);
    }

    @Test
    void thirtyThousandResults_areAllRead() throws Exception {
        forge.reports = IntStream.range(0, 30_000)
                .mapToObj(i -> report("run " + i, i == 12_345 ? CheckReport.State.FAILED : CheckReport.State.PASSED))
                .toList();

        assertThat(states(ask(Map.of()))).hasSize(30_000).contains(CheckResult.State.FAILED);
    }

    @ParameterizedTest
    @EnumSource(ForgeFailure.Kind.class)
    void failure_isNeverGreen(ForgeFailure.Kind kind) throws Exception {
        forge.failure = new ForgeFailure(kind, "why", Asked.NOW.plusSeconds(60));

        assertThat(ask(Map.of())).isNotInstanceOf(CheckAnswer.Reported.class);
    }

    @Test
    void limit_saysWhenToAskAgain() throws Exception {
        forge.failure = new ForgeFailure(ForgeFailure.Kind.LIMITED, "too many", Asked.NOW.plusSeconds(60));

        assertThat(ask(Map.of())).isEqualTo(new CheckAnswer.Unreachable("too many", Asked.NOW.plusSeconds(60)));
    }

    @Test
    void appWithoutACodeHost_isNeverGreen() throws Exception {
        var check = new ForgeCheck("github", List.of(), (_, _) -> Optional.empty());

        assertThat(check.ask(Asked.with(Map.of()))).isInstanceOf(CheckAnswer.Unreadable.class);
    }
}
