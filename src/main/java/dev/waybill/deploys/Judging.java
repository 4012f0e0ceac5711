package dev.waybill.deploys;

import dev.waybill.errors.Refused;
import dev.waybill.gates.Blocker;
import dev.waybill.gates.Candidate;
import dev.waybill.gates.Gates;
import dev.waybill.vcs.Sha;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Asks the gates about requests that are not recorded yet. */
final class Judging {
    private final Lanes lanes;

    Judging(Lanes lanes) {
        this.lanes = lanes;
    }

    LaneQueue.Verdict verdict(Handle handle, Asking asking, Wanted wanted, @Nullable Sha sha, Kin kin) {
        return lanes.verdict(handle, asking.lane(), candidate(asking, wanted, sha), wanted.rank(), kin);
    }

    /** @throws Refused if a gate refuses a person at once; those that do so are told first */
    LaneQueue.Verdict refuseIfHeld(Handle handle, Asking asking, Wanted wanted, @Nullable Sha sha, Kin kin) {
        var verdict = verdict(handle, asking, wanted, sha, kin);
        var refusing = verdict.blockers().stream()
                .filter(blocker -> refuses(asking.request(), blocker))
                .toList();
        if (!refusing.isEmpty()) {
            var others = verdict.blockers().stream().filter(blocker -> !refusing.contains(blocker));
            throw new Refused(Stream.concat(refusing.stream(), others).toList());
        }
        return verdict;
    }

    /** Automatic deploys wait for whatever may come. */
    private static boolean refuses(DeployRequest request, Blocker blocker) {
        return request.door() != Door.AUTOMATION && Gates.refusesRequest(blocker, request.queue());
    }

    private static Candidate candidate(Asking asking, Wanted wanted, @Nullable Sha sha) {
        var request = asking.request();
        return new Candidate(
                asking.app().name(),
                asking.lane().environment(),
                request.requester(),
                wanted.ref(),
                sha == null ? null : sha.hex(),
                request.force(),
                request.door() == Door.AUTOMATION,
                wanted.rank() == Rank.ROLLBACK,
                request.door() == Door.OLD_CLIENT,
                request.reason());
    }
}
