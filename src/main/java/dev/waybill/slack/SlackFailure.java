package dev.waybill.slack;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Slack did not do what it was asked to. The message is the end of a sentence that begins with "Slack". */
final class SlackFailure extends Exception {
    private static final long serialVersionUID = 1;

    private final Kind kind;
    private final @Nullable Duration retryAfter;

    /** What can be done about it. */
    enum Kind {
        /** The same again would fail again. */
        REFUSED,
        /** It was not done, and can be later. */
        BUSY,
        /** Nobody knows whether it was done. */
        UNKNOWN
    }

    /** @param retryAfter how long Slack asks to wait; null if it says nothing */
    SlackFailure(String message, Kind kind, @Nullable Duration retryAfter) {
        super(message);
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    /** The same again would fail again. */
    SlackFailure(String message) {
        this(message, Kind.REFUSED, null);
    }

    /** Whether the same again can help. */
    boolean isPassing() {
        return kind != Kind.REFUSED;
    }

    /** Whether it may have been done. */
    boolean mayBeDone() {
        return kind == Kind.UNKNOWN;
    }

    @Nullable
    Duration retryAfter() {
        return retryAfter;
    }
}
