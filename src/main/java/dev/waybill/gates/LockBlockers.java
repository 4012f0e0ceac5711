package dev.waybill.gates;

import dev.waybill.locks.Lock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Blockers of locks: somebody else holds one, or has just let one go. */
public final class LockBlockers {
    private LockBlockers() {}

    /** Somebody keeps it to themselves. */
    public record Locked(Lock lock) implements Blocker {
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

    /** It waited under a lock that is gone; for a moment it can still be stopped. */
    public record Grace(String deploy, Instant until) implements Blocker {
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
}
