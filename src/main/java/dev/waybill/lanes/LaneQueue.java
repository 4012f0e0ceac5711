package dev.waybill.lanes;

import dev.waybill.apps.Pool;
import dev.waybill.deploys.Claim;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.Door;
import dev.waybill.gates.Blocker;
import dev.waybill.gates.Candidate;
import dev.waybill.gates.CheckBlockers;
import dev.waybill.gates.Facts;
import dev.waybill.gates.Gates;
import dev.waybill.gates.RegistrationBlockers;
import dev.waybill.gates.RepositoryBlockers;
import dev.waybill.gates.VersionBlockers;
import dev.waybill.registrations.Unregistered;
import dev.waybill.vcs.Sha;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The present state of a lane: the blockers of every pending deploy, in the order of their turns.
 *
 * @param live the live deploy; null if there is none
 * @param lastLive how many deploys had gone live
 * @param pool the pool of its app; null for none
 * @param ahead the deploy for which the others wait: the running one, or else the first that keeps its turn; null for none
 */
public record LaneQueue(
        List<Judged> waiting,
        long gateVersion,
        @Nullable Deploy live,
        int lastLive,
        @Nullable Pool pool,
        @Nullable Deploy ahead) {
    /**
     * A pending deploy.
     *
     * @param position in the queue, from 1
     * @param blockers empty if it may start now
     */
    public record Judged(Deploy deploy, int position, List<Blocker> blockers) {
        /** Whether its only blocker is that it is older than what is live. */
        boolean isSuperseded() {
            return !blockers.isEmpty() && blockers.stream().allMatch(VersionBlockers.OlderThanLive.class::isInstance);
        }

        /** Whether nothing blocks it but lookups that the server itself has yet to do. */
        boolean hasItsTurn() {
            return blockers.stream().allMatch(Gates::isQuestion);
        }

        boolean hasUnaskedCheck() {
            return checks().anyMatch(blocker -> blocker.check().standing().askedAt() == null);
        }

        /** The first check that it does not wait for any longer; empty if there is none. */
        Optional<CheckBlockers.CheckBlocker> givenUp(Instant now) {
            return checks().filter(blocker -> blocker.check()
                            .givesUpAt(deploy.createdAt())
                            .filter(end -> !end.isAfter(now))
                            .isPresent())
                    .findFirst();
        }

        /** Until when it waits for a check, unless something changes that is recorded; empty if more than that can let it start. */
        private Optional<Instant> restsUntil() {
            return checks().findAny().isEmpty() || hasUnaskedCheck() || hasUnknownKin()
                    ? Optional.empty()
                    : Optional.of(checks().flatMap(blocker -> blocker.check().givesUpAt(deploy.createdAt()).stream())
                            .min(Instant::compareTo)
                            .orElse(Instant.MAX));
        }

        private Stream<CheckBlockers.CheckBlocker> checks() {
            return blockers.stream()
                    .filter(CheckBlockers.CheckBlocker.class::isInstance)
                    .map(CheckBlockers.CheckBlocker.class::cast);
        }

        /** That it waits for its registration, and for no check; empty otherwise. */
        Optional<Unregistered> unregistered() {
            return checks().findAny().isPresent()
                    ? Optional.empty()
                    : blockers.stream()
                            .filter(RegistrationBlockers.NotRegistered.class::isInstance)
                            .map(blocker -> ((RegistrationBlockers.NotRegistered) blocker).deploy())
                            .findFirst();
        }

        boolean hasUnknownKin() {
            return blockers.stream().anyMatch(RepositoryBlockers.KinshipUnknown.class::isInstance);
        }
    }

    /** The judgement of the gates on a candidate if it were recorded now. */
    public record Verdict(int position, List<Blocker> blockers, List<String> warnings) {}

    /** Judges all pending deploys of a lane. */
    static LaneQueue of(LaneReading lane, List<Deploy> waiting, Patience patience) {
        var ahead = lane.running().orElse(null);
        var judged = new ArrayList<Judged>();
        for (var deploy : waiting) {
            var position = judged.size() + 1;
            var blockers = patience.dated(
                    deploy.id(), Gates.evaluate(candidate(deploy), facts(lane, deploy, ahead, position)));
            judged.add(new Judged(deploy, position, blockers));
            ahead = ahead == null && keepsItsTurn(deploy, blockers, patience) ? deploy : ahead;
        }
        return new LaneQueue(
                List.copyOf(judged), lane.gateVersion(), lane.live().orElse(null), lane.lastLive(), lane.pool(), ahead);
    }

    /**
     * Whether later deploys must wait for this one: yes if it may start or the server still asks about it; no if something else
     * blocks it.
     */
    private static boolean keepsItsTurn(Deploy deploy, List<Blocker> blockers, Patience patience) {
        return blockers.isEmpty()
                || blockers.stream().allMatch(Gates::isQuestion) && !patience.isOver(deploy.id(), blockers);
    }

    /**
     * Judges a candidate that is not recorded yet: it would be the last of its rank.
     *
     * @param before the pending deploys ahead of it
     * @param question the state of the lookup of its commit; null if it was not started
     */
    static Verdict verdict(LaneReading lane, LaneQueue before, Candidate candidate, Deploy.@Nullable Pending question) {
        var sha = candidate.sha() == null ? null : new Sha(candidate.sha());
        var subject = new LaneReading.Subject(null, sha, candidate.ref(), question, lane.now());
        var position = before.waiting().size() + 1;
        var facts = lane.facts(subject, before.ahead(), position);
        return new Verdict(position, Gates.evaluate(candidate, facts), Gates.warnings(candidate, facts));
    }

    private static Facts facts(LaneReading lane, Deploy deploy, @Nullable Deploy ahead, int position) {
        return lane.facts(LaneReading.Subject.of(deploy), ahead, position);
    }

    /** The state on which a claim of one of them is conditional. */
    Claim claim() {
        return new Claim(gateVersion, lastLive, pool);
    }

    /**
     * Until when the lane need not be judged again unless one of its deploys or the version of the gates changes: all of its deploys
     * wait for checks. Empty if it must be.
     */
    Optional<Instant> restsUntil() {
        var ends = waiting.stream().map(Judged::restsUntil).toList();
        return ends.stream().allMatch(Optional::isPresent)
                ? ends.stream().flatMap(Optional::stream).min(Instant::compareTo)
                : Optional.empty();
    }

    Optional<Judged> next() {
        return waiting.stream().filter(judged -> judged.blockers().isEmpty()).findFirst();
    }

    private static Candidate candidate(Deploy deploy) {
        return new Candidate(
                deploy.appName(),
                deploy.environment(),
                deploy.user().name(),
                deploy.ref(),
                deploy.sha() == null ? null : deploy.sha().hex(),
                deploy.forced(),
                deploy.door() == Door.AUTOMATION,
                deploy.isRollback() || !deploy.isDeploy(),
                deploy.door() == Door.OLD_CLIENT,
                deploy.isExternal(),
                deploy.reason());
    }
}
