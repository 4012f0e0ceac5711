package dev.waybill.checks;

import dev.waybill.spi.CheckAnswer;
import dev.waybill.spi.CheckResult;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an answer says about a commit.
 *
 * @param state null if it says nothing, so that the state stays as it is
 * @param results the worst first; not all of them if there are very many
 * @param trouble why nothing could be read; null if something could
 */
record Findings(
        @Nullable CheckState state,
        List<CheckResult> results,
        int passed,
        int total,
        @Nullable String trouble) {
    /** How many results are stored. */
    private static final int MOST = 200;

    static Findings of(CheckAnswer answer, Requirement requirement, CleanText text) {
        return switch (answer) {
            case CheckAnswer.Reported reported -> of(reported.results(), requirement, text);
            case CheckAnswer.Unreadable(var why) -> new Findings(CheckState.UNREADABLE, List.of(), 0, 0, text.of(why));
            case CheckAnswer.Unreachable(var why, var _) -> new Findings(null, List.of(), 0, 0, text.of(why));
        };
    }

    private static Findings of(List<CheckResult> reported, Requirement requirement, CleanText text) {
        var allowsMissing = requirement.allowsMissing();
        var results = reported.stream()
                .filter(result -> !allowsMissing || result.state() != CheckResult.State.MISSING)
                .sorted(Comparator.comparing(CheckResult::state).reversed())
                .toList();
        var passed = results.stream()
                .filter(result -> result.state() == CheckResult.State.PASSED)
                .count();
        var state = !results.isEmpty()
                ? CheckState.of(results.getFirst().state())
                : allowsMissing ? CheckState.PASSED : CheckState.MISSING;
        var shown = results.stream().limit(MOST).map(text::of).toList();
        return new Findings(state, shown, (int) passed, results.size(), null);
    }

    /** The result that decides the state; null if there is none. */
    @Nullable
    CheckResult worst() {
        return results.isEmpty() ? null : results.getFirst();
    }
}
