package dev.waybill.nodes;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A server among those that share the database, as it is known now.
 *
 * @param name for people; need not be unique
 * @param running how many deploys run on it
 * @param maxRunning how many may
 * @param draining it starts nothing
 * @param beat changes as long as it lives
 * @param shortage which of its disks has too little room to start anything, as a sentence; null if none has
 * @param silentSince when it was heard of last, if that is too long ago; null if it lives, as far as anybody knows
 */
public record NodeState(
        String id,
        String name,
        int running,
        int maxRunning,
        boolean draining,
        long beat,
        Instant startedAt,
        @Nullable String shortage,
        @Nullable Instant silentSince) {
    NodeState silentSince(@Nullable Instant since) {
        return new NodeState(id, name, running, maxRunning, draining, beat, startedAt, shortage, since);
    }

    NodeState withShortage(@Nullable String sentence) {
        return new NodeState(id, name, running, maxRunning, draining, beat, startedAt, sentence, silentSince);
    }
}
