package dev.waybill.lanes;

import dev.waybill.apps.Apps;
import dev.waybill.deploys.Claim;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.Door;
import dev.waybill.gates.Blocker;
import dev.waybill.gates.Candidate;
import dev.waybill.gates.Facts;
import dev.waybill.gates.Gates;
import dev.waybill.gates.RepositoryBlockers;
import dev.waybill.gates.VersionBlockers;
import dev.waybill.vcs.Sha;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One lane as it stands: what the gates say of each deploy that waits, in the order of their turns.
 *
 * @param live what is live; null if nothing is
 * @param lastLive how many deploys had gone live
 * @param pool to which its deploys belong; null for none
 * @param ahead what runs, or else the first that keeps its turn: others wait for it; null for none
 */
public record LaneQueue(
        List<Judged> waiting,
        long gateVersion,
        @Nullable Deploy live,
        int lastLive,
        Apps.@Nullable Pool pool,
        @Nullable Deploy ahead) {
    /**
     * A deploy that waits.
     *
     * @param position in the queue, from 1
     * @param blockers empty if it may start now
     */
    public record Judged(Deploy deploy, int position, List<Blocker> blockers) {
        /** What is live has overtaken it, and nothing else holds it back. */
        boolean isSuperseded() {
            return !blockers.isEmpty() && blockers.stream().allMatch(VersionBlockers.OlderThanLive.class::isInstance);
        }

        /** Nothing holds it back but what the server itself has yet to ask. */
        boolean hasItsTurn() {
            return blockers.stream().allMatch(Gates::isQuestion);
        }

        boolean hasUnknownKin() {
            return blockers.stream().anyMatch(RepositoryBlockers.KinshipUnknown.class::isInstance);
        }
    }

    /** What the gates say of somebody who is not in the lane yet, were it recorded now. */
    public record Verdict(int position, List<Blocker> blockers, List<String> warnings) {}

    /** Judges all that wait in a lane. */
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

    /** Whoever is held by somebody else lets others pass; what the server itself has yet to ask lets nobody. */
    private static boolean keepsItsTurn(Deploy deploy, List<Blocker> blockers, Patience patience) {
        return blockers.isEmpty()
                || blockers.stream().allMatch(Gates::isQuestion) && !patience.isOver(deploy.id(), blockers);
    }

    /**
     * Judges one that does not wait there yet: it would be the last of its rank.
     *
     * @param before those that wait and go before it
     * @param question how the question for its commit stands; null if that was not asked yet
     */
    static Verdict verdict(LaneReading lane, LaneQueue before, Candidate candidate, Deploy.@Nullable Pending question) {
        var sha = candidate.sha() == null ? null : new Sha(candidate.sha());
        var position = before.waiting().size() + 1;
        var facts = lane.facts(sha, question, before.ahead(), position, lane.now());
        return new Verdict(position, Gates.evaluate(candidate, facts), Gates.warnings(candidate, facts));
    }

    private static Facts facts(LaneReading lane, Deploy deploy, @Nullable Deploy ahead, int position) {
        var pending = deploy.state() instanceof Deploy.Pending waits ? waits : null;
        return lane.facts(deploy.sha(), pending, ahead, position, deploy.createdAt());
    }

    /** What a claim of one of them counts on. */
    Claim claim() {
        return new Claim(gateVersion, lastLive, pool);
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
                deploy.isRollback(),
                deploy.door() == Door.OLD_CLIENT,
                deploy.reason());
    }
}
