package dev.waybill.gates;

import dev.waybill.wire.Times;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Blockers of turns and capacity: it is not this deploy's turn yet, or no server can run it. */
public final class TurnBlockers {
    private TurnBlockers() {}

    /**
     * A deploy of the lane is running, or one ahead of this one may start.
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
            return "waits for %s, which %s; position %d in the queue"
                    .formatted(ahead, since != null ? "is running" : "goes first", position);
        }
    }

    /**
     * The maximum number of deploys is running.
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
            return "%s is running %d of at most %d deploys; this one starts when one of them ends"
                    .formatted(where, running, limit);
        }
    }

    /** Every live node is draining. */
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
            return "%s is draining and starts no deploys; this one starts when that server is restarted, or after \"waybill drain --off\""
                    .formatted(String.join(", ", nodes));
        }
    }

    /**
     * The disks of all nodes are too full to start a deploy.
     *
     * @param sentence which disk, how much space is free, and how much is required
     */
    public record DiskLow(String node, String sentence) implements Blocker {
        @Override
        public String code() {
            return "DISK_LOW";
        }

        @Override
        public String message() {
            return "node %s starts no deploys: %s".formatted(node, sentence);
        }
    }

    /** The node that runs this lane's deploy is silent; the command may still be running. */
    public record NodeSilent(String node, String deploy, Instant since) implements Blocker {
        @Override
        public String code() {
            return "NODE_SILENT";
        }

        @Override
        public String message() {
            return "node %s, which is running %s, has been silent since %s; restart it, or declare it gone with \"waybill node forget %s\""
                    .formatted(node, deploy, Times.minute(since), node);
        }
    }

    /**
     * Nothing is heard from the machine that runs the command of this lane's external deploy; it may still be running.
     *
     * @param driver where the command runs
     */
    public record DriverSilent(String driver, String deploy, Instant since) implements Blocker {
        @Override
        public String code() {
            return "DRIVER_SILENT";
        }

        @Override
        public String message() {
            return "nothing was heard of %s, which runs the command of %s, since %s; it is given up 10 minutes after that, or with \"waybill kill %s\""
                    .formatted(driver, deploy, Times.minute(since), deploy);
        }
    }
}
