package dev.waybill.gates;

import dev.waybill.errors.Reason;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A gate's answer: why a deploy may not start now. Each kind has a code that never changes; see the table in docs/gates.md. */
public sealed interface Blocker extends Reason {
    @Override
    default @Nullable Instant until() {
        return null;
    }

    @Override
    default List<String> clearableBy() {
        return List.of();
    }

    @Override
    default @Nullable String link() {
        return null;
    }

    /** Somebody keeps the app to themselves. */
    record Locked(String app, Lock lock) implements Blocker {
        private static final DateTimeFormatter HOUR =
                DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

        @Override
        public String code() {
            return "LOCKED";
        }

        @Override
        public String message() {
            return "%s is locked by %s since %s: \"%s\"; %s or an operator can release it"
                    .formatted(app, lock.holder(), HOUR.format(lock.since()), lock.reason(), lock.holder());
        }

        @Override
        public Instant since() {
            return lock.since();
        }

        @Override
        public List<String> clearableBy() {
            return List.of(lock.holder());
        }
    }

    /**
     * A deploy of the lane runs, or one that goes before it may start.
     *
     * @param ahead the name of that deploy
     * @param position in the lane, from 1 for the one that starts next
     * @param since when that deploy started; null if it has not
     */
    record QueuedBehind(
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
    record ConcurrencyLimit(String where, int running, int limit) implements Blocker {
        @Override
        public String code() {
            return "CONCURRENCY_LIMIT";
        }

        @Override
        public String message() {
            return "%s runs %d of the %d deploys that it may run at once; it starts when one of them ends"
                    .formatted(where, running, limit);
        }

        @Override
        public @Nullable Instant since() {
            return null;
        }
    }

    /** Nodes are about to be stopped or upgraded, and no other is there. */
    record Draining(List<String> nodes) implements Blocker {
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

        @Override
        public @Nullable Instant since() {
            return null;
        }
    }

    /** The node that runs this lane's deploy has not been heard of; its command may live. */
    record NodeSilent(String node, String deploy, Instant since) implements Blocker {
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

    /** The repository did not answer. */
    record VcsUnreachable(String repository, String complaint, Instant since) implements Blocker {
        @Override
        public String code() {
            return "VCS_UNREACHABLE";
        }

        @Override
        public String message() {
            return "%s does not answer: %s; it is asked again by itself".formatted(repository, complaint);
        }
    }

    /** The repository is being asked what the ref means. */
    record RefUnresolved(String ref, String repository, Instant since) implements Blocker {
        @Override
        public String code() {
            return "REF_UNRESOLVED";
        }

        @Override
        public String message() {
            return "%s is being asked which commit %s is".formatted(repository, ref);
        }
    }

    /** The app has left the configuration file. */
    record AppRetired(String app, Instant since) implements Blocker {
        @Override
        public String code() {
            return "APP_RETIRED";
        }

        @Override
        public String message() {
            return "%s has left the server's configuration file; bring it back there, and reload".formatted(app);
        }
    }
}
