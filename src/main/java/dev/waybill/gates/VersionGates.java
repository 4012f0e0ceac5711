package dev.waybill.gates;

import dev.waybill.ancestry.Containment;
import dev.waybill.ancestry.Relation;
import java.util.stream.Stream;

/** The gates of a candidate's commit: how it relates to what is live and to what is quarantined. */
final class VersionGates {
    private VersionGates() {}

    static Stream<Blocker> quarantined(Candidate candidate, Facts facts) {
        return candidate.isAutomatic()
                ? contained(facts).map(bad -> new VersionBlockers.Quarantined(place(candidate), bad))
                : Stream.empty();
    }

    static Stream<Blocker> olderThanLive(Candidate candidate, Facts facts) {
        return facts.live().stream()
                .filter(_ -> !candidate.isRollback())
                .filter(live -> live.candidate() instanceof Relation.Known(var kinship) && kinship.isBehind())
                .map(live -> new VersionBlockers.OlderThanLive(sha(candidate), live));
    }

    /** Only when the candidate's turn has come: until then, a deploy ahead of it may change what is live. */
    static Stream<Blocker> unknown(Candidate candidate, Facts facts) {
        if (candidate.isRollback() || facts.ahead().isPresent()) {
            return Stream.empty();
        }
        return Stream.concat(
                        facts.live().stream()
                                .filter(live -> live.candidate() instanceof Relation.Unasked)
                                .map(Facts.Live::sha),
                        facts.quarantined().stream()
                                .filter(bad -> bad.candidate() == Containment.UNASKED)
                                .map(bad -> Words.abbreviated(bad.sha())))
                .distinct()
                .map(other -> new RepositoryBlockers.KinshipUnknown(sha(candidate), other, null));
    }

    static Stream<Blocker> reasonNeeded(Candidate candidate, Facts facts) {
        return candidate.owesReason()
                ? unusual(candidate, facts).map(VersionBlockers.ReasonNeeded::new)
                : Stream.empty();
    }

    /** What is unusual about a request that is accepted, because it has a reason or its client cannot give one. */
    static Stream<String> warnings(Candidate candidate, Facts facts) {
        return candidate.isAutomatic() || candidate.isRollback() || candidate.owesReason()
                ? Stream.empty()
                : unusual(candidate, facts);
    }

    private static Stream<String> unusual(Candidate candidate, Facts facts) {
        return Stream.concat(
                contained(facts).map(bad -> Words.quarantined(place(candidate), bad)),
                facts.live().stream().flatMap(live -> diverged(candidate, live)));
    }

    private static Stream<String> diverged(Candidate candidate, Facts.Live live) {
        return switch (live.candidate()) {
            case Relation.Known(var kinship)
            when kinship.isDiverged() ->
                Stream.of("%s and %s, which is live, have diverged: %s live would be lost"
                        .formatted(sha(candidate), live.sha(), commits(kinship.behind())));
            case Relation.Known _, Relation.Gone _, Relation.Unasked _ -> Stream.empty();
        };
    }

    private static String commits(int count) {
        return count == 1 ? "1 commit that is" : count + " commits that are";
    }

    private static Stream<Facts.Quarantined> contained(Facts facts) {
        return facts.quarantined().stream().filter(bad -> bad.candidate() == Containment.CONTAINED);
    }

    private static String place(Candidate candidate) {
        return candidate.app() + "/" + candidate.environment();
    }

    private static String sha(Candidate candidate) {
        var sha = candidate.sha();
        return sha == null ? candidate.ref() : Words.abbreviated(sha);
    }
}
