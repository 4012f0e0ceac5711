package dev.waybill.gates;

import dev.waybill.checks.Checked;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The gates of a candidate's checks. */
final class CheckGates {
    private CheckGates() {}

    /** A blocker for each required check that has not passed. */
    static Stream<Blocker> notPassed(Candidate candidate, Facts facts) {
        var sha = candidate.sha();
        return sha == null
                ? Stream.empty()
                : facts.checks().stream()
                        .filter(check -> !isSkipped(check, candidate, facts))
                        .flatMap(check -> blocker(check, Words.abbreviated(sha)));
    }

    private static Stream<Blocker> blocker(Checked check, String commit) {
        return switch (check.standing().state()) {
            case PASSED -> Stream.empty();
            case UNASKED, PENDING -> Stream.of(new CheckBlockers.CheckPending(check, commit));
            case MISSING -> Stream.of(new CheckBlockers.CheckMissing(check, commit));
            case FAILED -> Stream.of(new CheckBlockers.CheckFailed(check, commit));
            case UNREADABLE -> Stream.of(new CheckBlockers.ChecksUnreadable(check, commit));
        };
    }

    /** By force, or because the commit was live here before and a rollback goes back to it (docs/decisions/0038). */
    private static boolean isSkipped(Checked check, Candidate candidate, Facts facts) {
        return !check.requirement().isAlways() && (candidate.forced() || candidate.isRollback() && facts.wasLive());
    }

    /** Which checks force has skipped, and which are ignored. */
    static Stream<String> warnings(Candidate candidate, Facts facts) {
        return Stream.concat(skipped(candidate, facts), facts.ignoredChecks().stream());
    }

    private static Stream<String> skipped(Candidate candidate, Facts facts) {
        if (!candidate.forced()) {
            return Stream.empty();
        }
        List<Checked> skipped = facts.checks().stream()
                .filter(check -> isSkipped(check, candidate, facts))
                .toList();
        return skipped.isEmpty()
                ? Stream.empty()
                : Stream.of("force skips the checks "
                        + skipped.stream().map(Checked::name).collect(Collectors.joining(", ")));
    }
}
