package dev.waybill.requests;

import dev.waybill.access.Right;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.Door;
import dev.waybill.deploys.Rank;
import dev.waybill.errors.Refused;
import dev.waybill.gates.Blocker;
import dev.waybill.gates.Candidate;
import dev.waybill.gates.Gates;
import dev.waybill.gates.RequestBlockers;
import dev.waybill.lanes.LaneQueue;
import dev.waybill.lanes.Lanes;
import dev.waybill.repositories.RefLookup;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** Judges requests that are not recorded yet. */
public final class Judging {
    private final Lanes lanes;
    private final RefLookup refs;

    public Judging(Lanes lanes, RefLookup refs) {
        this.lanes = lanes;
        this.refs = refs;
    }

    LaneQueue.Verdict verdict(Handle handle, Asking asking, Wanted wanted, Known known) {
        var verdict = lanes.verdict(
                handle, asking.lane(), candidate(asking, wanted, known), wanted.rank(), known.question(), known.kin());
        return new LaneQueue.Verdict(
                verdict.position(),
                Stream.concat(missing(asking).stream(), verdict.blockers().stream())
                        .toList(),
                Stream.concat(Versions.passedOver(handle, asking, wanted), verdict.warnings().stream())
                        .toList());
    }

    /** Only explanations get here without the permission; requests were refused before. */
    private static List<Blocker> missing(Asking asking) {
        var caller = asking.request().caller();
        var place = asking.app().place(asking.lane().environment());
        return asking.request().door() == Door.AUTOMATION || caller.may(Right.DEPLOY, place)
                ? List.of()
                : List.of(new RequestBlockers.NotPermitted(caller.lack(Right.DEPLOY, place)));
    }

    /** @throws Refused if a gate refuses a person's request at once; the refusing blockers come first */
    LaneQueue.Verdict refuseIfHeld(Handle handle, Asking asking, Wanted wanted, Known known) {
        var verdict = verdict(handle, asking, wanted, known);
        var refusing = verdict.blockers().stream()
                .filter(blocker -> refuses(asking.request(), blocker))
                .toList();
        if (!refusing.isEmpty()) {
            var others = verdict.blockers().stream().filter(blocker -> !refusing.contains(blocker));
            throw new Refused(Stream.concat(refusing.stream(), others).toList(), wayOut(refusing));
        }
        return verdict;
    }

    private static String wayOut(List<Blocker> refusing) {
        return refusing.stream().noneMatch(blocker -> Gates.refusesRequest(blocker, true))
                ? "; a request can also wait in the queue (\"queue\": true)"
                : "";
    }

    /** Automatic deploys are never refused; they wait. */
    private static boolean refuses(DeployRequest request, Blocker blocker) {
        return request.door() != Door.AUTOMATION && Gates.refusesRequest(blocker, request.queue());
    }

    /** Whether a request need not say why it is unusual: its client cannot, or it has already happened. */
    private static boolean isExcused(Door door) {
        return door == Door.OLD_CLIENT || door == Door.RECORD;
    }

    private Candidate candidate(Asking asking, Wanted wanted, Known known) {
        var request = asking.request();
        return new Candidate(
                asking.app().name(),
                asking.lane().environment(),
                request.requester(),
                refs.displayed(asking.app().config().repositoryUrl(), wanted.ref()),
                known.sha() == null ? null : known.sha().hex(),
                request.force(),
                request.door() == Door.AUTOMATION,
                wanted.rank() == Rank.ROLLBACK || !request.target().task().equals(Deploy.DEPLOY),
                isExcused(request.door()),
                request.isExternal(),
                request.reason());
    }
}
