package dev.waybill.statuses;

import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.Judgement;
import dev.waybill.forge.CheckReport.State;
import dev.waybill.gates.Blocker;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What commit statuses say, in full length. Only a deploy that succeeded makes one green: whoever waits for it acts on the first success, which
 * cannot be taken back.
 */
final class StatusTexts {
    private StatusTexts() {}

    /** @param blockers of a pending deploy, not empty */
    static CommitStatus waiting(List<Blocker> blockers) {
        return status(State.PENDING, blockers.stream().map(Blocker::message).collect(Collectors.joining("; ")));
    }

    static CommitStatus running(Deploy deploy) {
        return status(State.PENDING, "In progress: %s, requested by %s".formatted(deploy.name(), deploy.requestedBy()));
    }

    static CommitStatus ended(Deploy deploy, Deploy.Finished end) {
        return switch (end.outcome()) {
            case SUCCEEDED -> succeeded(deploy, end.at());
            case FAILED -> failed(deploy, "failed");
            case TIMED_OUT -> failed(deploy, "reached its time limit");
            case CANCELLED -> failed(deploy, "was cancelled");
            case INTERRUPTED -> failed(deploy, "was interrupted");
            case SUPERSEDED -> failed(deploy, "was superseded by a newer deploy");
        };
    }

    /** Green until somebody judges it faulty, or rolls back from it. */
    private static CommitStatus succeeded(Deploy deploy, Instant at) {
        var judgement = deploy.judgement();
        if (judgement == null
                || judgement.verdict() == Judgement.Verdict.GOOD
                || judgement.at().isBefore(at)) {
            return status(State.PASSED, "Deployed as " + deploy.name());
        }
        var how = switch (judgement.cause()) {
            case JUDGED -> "judged faulty";
            case ROLLBACK -> "rolled back";
        };
        var reason = judgement.reason() == null ? "" : ": " + judgement.reason();
        return status(State.FAILED, "%s was %s by %s%s".formatted(deploy.name(), how, judgement.by(), reason));
    }

    private static CommitStatus failed(Deploy deploy, String how) {
        var message = deploy.message() == null ? "" : ": " + deploy.message();
        return status(State.FAILED, "%s %s%s".formatted(deploy.name(), how, message));
    }

    private static CommitStatus status(State state, String description) {
        return new CommitStatus(state, description);
    }
}
