package dev.waybill.gates;

import dev.waybill.locks.Lock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Blockers of locks: another user holds one, or has just released one. */
public final class LockBlockers {
    private LockBlockers() {}

    /** Another user holds a lock. */
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

    /** The lock for which it waited has ended; for a minute it can still be cancelled. */
    public record Grace(String deploy, Instant until) implements Blocker {
        @Override
        public String code() {
            return "GRACE";
        }

        @Override
        public String message() {
            return "the lock that blocked %s has ended; the deploy starts at %s unless it is cancelled"
                    .formatted(deploy, Words.second(until));
        }

        @Override
        public List<String> clearableBy() {
            return WHO_DEPLOYS;
        }
    }
}
