package dev.waybill.nodes;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The present state of a server that uses the database.
 *
 * @param name for display; need not be unique
 * @param running how many deploys run on it
 * @param maxRunning how many can run on it at once
 * @param draining whether it starts no new deploys
 * @param beat changes while it is alive
 * @param shortage which of its disks is too full to start a deploy, as a sentence; null if none is
 * @param silentSince when its last heartbeat was seen, if that is too long ago; null otherwise
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
