package dev.waybill.gates;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Blockers of turns and of room: it is not this deploy's turn yet, or no server can run it. */
public final class TurnBlockers {
    private TurnBlockers() {}

    /**
     * A deploy of the lane runs, or one that goes before it may start.
     *
     * @param ahead the name of that deploy
     * @param position in the lane, from 1 for the one that starts next
     * @param since when that deploy started; null if it has not
     */
    public record QueuedBehind(
            String ahead, int position, @Nullable Instant since) implements Blocker {
        @Override
        public String code() {
            return "QUEUED_BEHIND";
        }

        @Override
        public String message() {
            return "waits for %s, which %s; number %d in the queue of this environment"
                    .formatted(ahead, since != null ? "runs" : "goes first", position);
        }
    }

    /**
     * As many deploys run as may.
     *
     * @param where on which node, or in which pool
     */
    public record ConcurrencyLimit(String where, int running, int limit) implements Blocker {
        @Override
        public String code() {
            return "CONCURRENCY_LIMIT";
        }

        @Override
        public String message() {
            return "%s runs %d of the %d deploys that it may run at once; it starts when one of them ends"
                    .formatted(where, running, limit);
        }
    }

    /** Nodes are about to be stopped or upgraded, and no other is there. */
    public record Draining(List<String> nodes) implements Blocker {
        public Draining {
            nodes = List.copyOf(nodes);
        }

        @Override
        public String code() {
            return "DRAINING";
        }

        @Override
        public String message() {
            return "%s is draining and starts nothing; it starts when that server is back, or after \"waybill drain --off\""
                    .formatted(String.join(", ", nodes));
        }
    }

    /**
     * The disks of the nodes have too little room to start anything.
     *
     * @param sentence which disk, how much room there is, and how much it takes
     */
    public record DiskLow(String node, String sentence) implements Blocker {
        @Override
        public String code() {
            return "DISK_LOW";
        }

        @Override
        public String message() {
            return "node %s starts nothing: %s".formatted(node, sentence);
        }
    }

    /** The node that runs this lane's deploy has not been heard of; its command may live. */
    public record NodeSilent(String node, String deploy, Instant since) implements Blocker {
        @Override
        public String code() {
            return "NODE_SILENT";
        }

        @Override
        public String message() {
            return "node %s, which runs %s, has not been heard of; start it again, or declare it gone with \"waybill node forget %s\""
                    .formatted(node, deploy, node);
        }
    }
}
