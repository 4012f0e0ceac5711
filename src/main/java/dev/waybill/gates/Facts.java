package dev.waybill.gates;

import java.time.Instant;
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

    /** How many deploys run on this node. */
    int running();

    /** How many may. */
    int maxRunning();

    /**
     * A deploy that goes before the candidate.
     *
     * @param name of that deploy
     * @param runningSince null if it does not run yet
     * @param position of the candidate in the lane, from 1
     */
    record Ahead(String name, @Nullable Instant runningSince, int position) {}

    /**
     * A question that the repository has not answered.
     *
     * @param complaint what it said instead of a commit; null if it has said nothing yet
     */
    record Unresolved(@Nullable String complaint, Instant since) {}
}
