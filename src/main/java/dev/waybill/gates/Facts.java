package dev.waybill.gates;

import dev.waybill.ancestry.Containment;
import dev.waybill.ancestry.Relation;
import dev.waybill.deploys.Judgement;
import dev.waybill.locks.Lock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the gates need to know about the world around one candidate. Answers from what was read before: no I/O. */
public interface Facts {
    /** The locks that cover the candidate's app and environment. */
    List<Lock> locks();

    /** When the candidate's app left the configuration. */
    Optional<Instant> retired();

    /** How the question for the candidate's commit stands, as long as it has none. */
    Optional<Unresolved> unresolved();

    /** What is live in the candidate's lane; empty if nothing is, or the candidate has no commit yet. */
    Optional<Live> live();

    /** The quarantined versions of the lane, and how the candidate stands to each; none if it has no commit yet. */
    List<Quarantined> quarantined();

    /** Until when a candidate that waited under a lock can still be stopped, if that is to come. */
    Optional<Instant> grace();

    /** What goes first in the candidate's lane. */
    Optional<Ahead> ahead();

    /** The nodes that might run the candidate: one that would like to claim it, or all that live. */
    List<Place> places();

    /** The pool to which the candidate belongs, if it has a limit. */
    Optional<Pool> pool();

    /**
     * What is live.
     *
     * @param deploy the name of the deploy that put it there
     * @param sha abbreviated
     * @param candidate how the candidate stands to it
     */
    record Live(String deploy, String sha, Instant since, Relation candidate) {}

    /**
     * A version that somebody rolled back from, or found faulty.
     *
     * @param sha 40 hex digits
     * @param candidate how the candidate stands to it
     */
    record Quarantined(String sha, Judgement judgement, Containment candidate) {}

    /**
     * A deploy that goes before the candidate.
     *
     * @param name of that deploy
     * @param runningSince null if it does not run yet
     * @param position of the candidate in the lane, from 1
     * @param silent the node on which it runs, if nobody has heard of that; null otherwise
     */
    record Ahead(
            String name,
            @Nullable Instant runningSince,
            int position,
            @Nullable Silent silent) {}

    /** A node that has not been heard of since. */
    record Silent(String node, Instant since) {}

    /**
     * A node with what runs on it.
     *
     * @param draining it starts nothing
     * @param shortage which of its disks has too little room to start anything, as a sentence; null if none has
     */
    record Place(
            String node,
            int running,
            int maxRunning,
            boolean draining,
            @Nullable String shortage) {
        boolean starts() {
            return !draining && shortage == null;
        }

        boolean hasRoom() {
            return running < maxRunning;
        }
    }

    /** Deploys that share something of which there is not enough for all at once. */
    record Pool(String name, int running, int maxRunning) {}

    /**
     * A question that the repository has not answered.
     *
     * @param complaint what it said instead of a commit; null if it has said nothing yet
     */
    record Unresolved(@Nullable String complaint, Instant since) {}
}
