package dev.waybill.spi.notices;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be told. The words of a configuration are the names in lower case. */
public enum Topic {
    /** A deploy waits for longer than half a minute. */
    QUEUED,
    STARTED,
    /** A running deploy has reported how far it is. */
    PROGRESS,
    /** A running deploy takes longer than nineteen of twenty of its environment. */
    SLOW,
    SUCCEEDED,
    FAILED,
    TIMED_OUT,
    INTERRUPTED,
    CANCELLED,
    SUPERSEDED,
    /** A rollback has succeeded. */
    ROLLED_BACK,
    LOCKED,
    LOCK_STOLEN,
    /** A lock ends by itself soon. */
    LOCK_EXPIRING,
    /** A lock was released, or has ended. */
    UNLOCKED,
    AUTOMATION_PAUSED,
    /** Another commit is live than was deployed. */
    DRIFT;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Topic> of(String word) {
        return Arrays.stream(values())
                .filter(topic -> topic.word().equals(word))
                .findFirst();
    }

    /** Whether a deploy has ended, and its version is not live because of that. */
    public boolean isFailure() {
        return this == FAILED || this == TIMED_OUT || this == INTERRUPTED;
    }
}
