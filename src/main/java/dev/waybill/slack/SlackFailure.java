package dev.waybill.slack;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Slack did not do what it was asked to. The message is the end of a sentence that begins with "Slack". */
final class SlackFailure extends Exception {
    private static final long serialVersionUID = 1;

    private final @Nullable Duration retryAfter;

    /** @param retryAfter how long Slack asks to wait; null if it says nothing */
    SlackFailure(String message, @Nullable Duration retryAfter) {
        super(message);
        this.retryAfter = retryAfter;
    }

    @Nullable
    Duration retryAfter() {
        return retryAfter;
    }
}
