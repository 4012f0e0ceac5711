package dev.waybill.gates;

import dev.waybill.checks.Checked;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The gates of a candidate's checks, and of its registration at the code host. */
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
        return !check.requirement().isAlways() && isSkipping(candidate, facts);
    }

    private static boolean isSkipping(Candidate candidate, Facts facts) {
        return candidate.forced() || candidate.isRollback() && facts.wasLive();
    }

    /** What skips checks does not wait for the code host, either. */
    static Stream<Blocker> notRegistered(Candidate candidate, Facts facts) {
        return candidate.sha() == null || isSkipping(candidate, facts)
                ? Stream.empty()
                : facts
                        .unregistered()
                        .<Blocker>map(deploy -> new RegistrationBlockers.NotRegistered(candidate.app(), deploy))
                        .stream();
    }

    /** What force has skipped, and which checks are ignored. */
    static Stream<String> warnings(Candidate candidate, Facts facts) {
        return Stream.of(skipped(candidate, facts), unregistered(candidate, facts), facts.ignoredChecks().stream())
                .flatMap(it -> it);
    }

    private static Stream<String> unregistered(Candidate candidate, Facts facts) {
        return candidate.forced()
                ? facts
                        .unregistered()
                        .map(deploy -> "force skips the registration at %s; the deploy is registered later"
                                .formatted(deploy.host()))
                        .stream()
                : Stream.empty();
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
