package dev.waybill.gates;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the gates need to know about the world around one candidate. Answers from what was read before: no I/O. */
public interface Facts {
    /** The lock on the candidate's app. */
    Optional<Lock> lock();

    /** When the candidate's app left the configuration. */
    Optional<Instant> retired();

    /** How the question for the candidate's commit stands, as long as it has none. */
    Optional<Unresolved> unresolved();

    /** What goes first in the candidate's lane. */
    Optional<Ahead> ahead();

    /** The nodes that might run the candidate: one that would like to claim it, or all that live. */
    List<Place> places();

    /** The pool to which the candidate belongs, if it has a limit. */
    Optional<Pool> pool();

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
     */
    record Place(String node, int running, int maxRunning, boolean draining) {
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
