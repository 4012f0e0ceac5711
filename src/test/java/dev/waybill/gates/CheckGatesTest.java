package dev.waybill.gates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.checks.CheckState;
import dev.waybill.checks.Checked;
import dev.waybill.checks.Requirement;
import dev.waybill.checks.Standing;
import dev.waybill.spi.CheckResult;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CheckGatesTest {
    private static final Instant THEN = Instant.parse("2026-11-23T14:02:00Z");
    private static final String SHA = "1234567890123456789012345678901234567890";
    private static final Candidate BOBS = candidate(false, false, false);
    private static final Candidate AUTOMATIC = candidate(false, true, false);
    private static final Candidate FORCED = candidate(true, false, false);
    private static final Candidate ROLLBACK = candidate(false, false, true);

    private static Candidate candidate(boolean forced, boolean isAutomatic, boolean isRollback) {
        return new Candidate(
                "shop", "production", "bob", "main", SHA, forced, isAutomatic, isRollback, false, false, "why");
    }

    private static Checked check(CheckState state, Map<String, Object> settings) {
        var worst = new CheckResult("ci/build", CheckResult.State.FAILED, "3 tests failed", "https://ci/1", "ci", THEN);
        var isReported = state != CheckState.UNASKED && state != CheckState.UNREADABLE;
        return new Checked(
                new Requirement("github", "github:1:0", "github", settings),
                new Standing(
                        state,
                        THEN,
                        isReported ? worst : null,
                        1,
                        4,
                        state == CheckState.UNREADABLE ? "grant \"checks: read\"" : null,
                        THEN));
    }

    private static Checked check(CheckState state) {
        return check(state, Map.of());
    }

    private static List<String> codes(Candidate candidate, World world) {
        return Gates.evaluate(candidate, world).stream().map(Blocker::code).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "UNASKED, CHECK_PENDING",
        "PENDING, CHECK_PENDING",
        "MISSING, CHECK_MISSING",
        "FAILED, CHECK_FAILED",
        "UNREADABLE, CHECKS_UNREADABLE"
    })
    void evaluate_holdsPeopleAndAutomation_whateverIsNotAnExplicitSuccess(CheckState state, String code) {
        var world = World.FREE.with(check(CheckState.PASSED), check(state));

        assertThat(codes(BOBS, world)).containsExactly(code);
        assertThat(codes(AUTOMATIC, world)).containsExactly(code);
        assertThat(codes(FORCED, world)).isEmpty();
    }

    @Test
    void evaluate_isEmpty_whenAllHavePassed() {
        assertThat(codes(BOBS, World.FREE.with(check(CheckState.PASSED), check(CheckState.PASSED))))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = CheckState.class, mode = EnumSource.Mode.EXCLUDE, names = "PASSED")
    void evaluate_letsNothingSkip_whatIsRequiredAlways(CheckState state) {
        var world = World.FREE.with(check(state, Map.of("required", "always"))).onceLive();

        assertThat(codes(FORCED, world)).hasSize(1);
        assertThat(codes(ROLLBACK, world)).hasSize(1);
        assertThat(Gates.evaluate(FORCED, world).getFirst().clearableBy()).isEmpty();
        assertThat(Gates.evaluate(FORCED, world).getFirst().message()).endsWith("it cannot be skipped");
    }

    @Test
    void evaluate_letsRollbacksPass_toWhatWasLiveBefore() {
        var world = World.FREE.with(check(CheckState.FAILED));

        assertThat(codes(ROLLBACK, world.onceLive())).isEmpty();
        assertThat(codes(ROLLBACK, world)).containsExactly("CHECK_FAILED");
        assertThat(codes(BOBS, world.onceLive())).containsExactly("CHECK_FAILED");
    }

    @Test
    void evaluate_namesCheckCommitStateAndWayOut_inTheWordsOfTheReporter() {
        var blocker =
                Gates.evaluate(BOBS, World.FREE.with(check(CheckState.FAILED))).getFirst();

        assertThat(blocker.message())
                .isEqualTo(
                        "[ci/build] 3 tests failed: this check of commit 1234567 has failed (and 2 more of 4 have not passed); repeat it, or deploy a commit that passes; to skip it, force the deploy (\"force\")");
        assertThat(blocker.since()).isEqualTo(THEN);
        assertThat(blocker.link()).isEqualTo("https://ci/1");
        assertThat(blocker.clearableBy()).containsExactly("anyone with permission to force");
    }

    @Test
    void evaluate_saysWhatToGrant_whenTheChecksCannotBeRead() {
        assertThat(Gates.evaluate(BOBS, World.FREE.with(check(CheckState.UNREADABLE)))
                        .getFirst()
                        .message())
                .contains("grant \"checks: read\"");
    }

    @Test
    void refusesRequest_onlyWhenAPersonAsksForWhatHasFailed() {
        for (var state : CheckState.values()) {
            Gates.evaluate(BOBS, World.FREE.with(check(state)))
                    .forEach(blocker -> assertThat(Gates.refusesRequest(blocker, true))
                            .as(blocker.code())
                            .isEqualTo(blocker.code().equals("CHECK_FAILED")));
        }
    }

    @Test
    void warnings_nameWhatForceSkips() {
        var world = World.FREE.with(check(CheckState.FAILED));

        assertThat(Gates.warnings(FORCED, world)).containsExactly("force skips the checks github");
        assertThat(Gates.warnings(BOBS, world)).isEmpty();
    }
}
