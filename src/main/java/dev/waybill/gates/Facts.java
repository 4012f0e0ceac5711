package dev.waybill.gates;

import java.time.Instant;
import java.util.Optional;

/** What the gates need to know about the world around one candidate. Answers from what was read before: no I/O. */
public interface Facts {
    /** The lock on the candidate's app. */
    Optional<Lock> lock();

    /** When the candidate's app left the configuration. */
    Optional<Instant> retired();

    /** What the repository has to say, as long as the candidate's ref is not resolved. */
    Optional<Blocker> unresolved();

    /** What goes first in the candidate's lane. */
    Optional<Blocker.QueuedBehind> ahead();

    /** How many deploys run on this node. */
    int running();

    /** How many may. */
    int maxRunning();
}
