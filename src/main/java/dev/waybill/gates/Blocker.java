package dev.waybill.gates;

import dev.waybill.errors.Reason;
import dev.waybill.locks.Lock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A gate's answer: why a deploy may not start now. Each kind has a code that never changes; see the table in docs/gates.md. */
public sealed interface Blocker extends Reason {
    /** All who have the right {@code deploy} there. */
    List<String> WHO_DEPLOYS = List.of("whoever may deploy");

    @Override
    default @Nullable Instant since() {
        return null;
    }

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

    /** Somebody keeps it to themselves. */
    record Locked(Lock lock) implements Blocker {
        @Override
        public String code() {
            return "LOCKED";
        }

        @Override
        public String message() {
            return lock.sentence();
        }

        @Override
        public Instant since() {
            return lock.since();
        }

        @Override
        public @Nullable Instant until() {
            return lock.expires();
        }

        @Override
        public List<String> clearableBy() {
            return List.of(lock.holder());
        }
    }

    /**
     * The commit brings a version along that was rolled back from or found faulty here. Holds automatic deploys only.
     *
     * @param place such as {@code shop/production}
     */
    record Quarantined(String place, Facts.Quarantined bad) implements Blocker {
        /** How many digits of a sha name it in a message, docs/gates.md. */
        private static final int LONG_ENOUGH = 12;

        @Override
        public String code() {
            return "QUARANTINED";
        }

        @Override
        public String message() {
            return Words.quarantined(place, bad)
                    + "; automatic deploys wait for a commit that reverts it or names it (Fixes-deploy: %s), or for somebody to judge it good"
                            .formatted(bad.sha().substring(0, LONG_ENOUGH));
        }

        @Override
        public Instant since() {
            return bad.judgement().at();
        }

        @Override
        public List<String> clearableBy() {
            return WHO_DEPLOYS;
        }
    }

    /**
     * What is live contains the commit already, and more.
     *
     * @param sha abbreviated
     */
    record OlderThanLive(String sha, Facts.Live live) implements Blocker {
        @Override
        public String code() {
            return "OLDER_THAN_LIVE";
        }

        @Override
        public String message() {
            return "%s is older than %s, which %s brought; to go back on purpose, roll back to it"
                    .formatted(sha, live.sha(), live.deploy());
        }

        @Override
        public Instant since() {
            return live.since();
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
    }

    /**
     * The disks of the nodes have too little room to start anything.
     *
     * @param sentence which disk, how much room there is, and how much it takes
     */
    record DiskLow(String node, String sentence) implements Blocker {
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
            return "%s has not answered since %s: %s; it is asked again by itself"
                    .formatted(repository, Words.second(since), complaint);
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
            return "%s has been asked since %s which commit %s is, and has not answered yet"
                    .formatted(repository, Words.second(since), ref);
        }
    }

    /**
     * The repository is being asked how the commit stands to what is live, or to a version that is quarantined.
     *
     * @param other that version, abbreviated
     * @param since when it was asked first; null if it was not yet, or by another server
     */
    record KinshipUnknown(
            String sha, String other, @Nullable Instant since) implements Blocker {
        /** The same question, asked then. */
        public KinshipUnknown asked(@Nullable Instant then) {
            return new KinshipUnknown(sha, other, then);
        }

        @Override
        public String code() {
            return "REF_UNRESOLVED";
        }

        @Override
        public String message() {
            return since == null
                    ? "the repository is being asked how %s stands to %s".formatted(sha, other)
                    : "the repository has been asked since %s how %s stands to %s, and has not answered yet"
                            .formatted(Words.second(since), sha, other);
        }
    }

    /** It waited under a lock that is gone; for a moment it can still be stopped. */
    record Grace(String deploy, Instant until) implements Blocker {
        @Override
        public String code() {
            return "GRACE";
        }

        @Override
        public String message() {
            return "the lock under which %s waited is gone; it starts at %s unless somebody cancels it"
                    .formatted(deploy, Words.second(until));
        }

        @Override
        public List<String> clearableBy() {
            return WHO_DEPLOYS;
        }
    }

    /**
     * What is asked for is unusual, and nobody says why.
     *
     * @param what a sentence without its end
     */
    record ReasonNeeded(String what) implements Blocker {
        @Override
        public String code() {
            return "REASON_NEEDED";
        }

        @Override
        public String message() {
            return what + "; to do it all the same, ask with a reason";
        }

        @Override
        public List<String> clearableBy() {
            return WHO_DEPLOYS;
        }
    }

    /**
     * Somebody saw another state of things before they asked.
     *
     * @param what has changed
     * @param now the sha that it is now, or {@code nothing}
     */
    record ChangedSinceSeen(String what, String seen, String now) implements Blocker {
        @Override
        public String code() {
            return "CHANGED_SINCE_SEEN";
        }

        @Override
        public String message() {
            return "%s has changed since it was seen: it was %s and is %s; look at the new changes, and ask again"
                    .formatted(what, seen, now);
        }
    }

    /**
     * The one who asks lacks a right.
     *
     * @param sentence which right, and who can give it
     */
    record NotPermitted(String sentence) implements Blocker {
        @Override
        public String code() {
            return "NOT_PERMITTED";
        }

        @Override
        public String message() {
            return sentence;
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
