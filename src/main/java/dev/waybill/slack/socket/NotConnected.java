package dev.waybill.slack.socket;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** There is no connection. The message is the end of a sentence that begins with "Slack". */
public final class NotConnected extends Exception {
    private static final long serialVersionUID = 1;

    private final @Nullable Duration retryAfter;

    /** @param retryAfter how long Slack asks to wait; null if it says nothing */
    public NotConnected(String message, @Nullable Duration retryAfter) {
        super(message);
        this.retryAfter = retryAfter;
    }

    @Nullable
    Duration retryAfter() {
        return retryAfter;
    }
}
