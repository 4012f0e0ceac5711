package dev.waybill.chat;

import dev.waybill.deploys.Deploy;
import dev.waybill.errors.ServiceException;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a message.
 *
 * @param text one or a few lines for people
 * @param isUnderstood whether the sentence is in the grammar
 * @param failure why it was refused; null if it was not
 * @param deploy the deploy that was requested, stopped or asked about; null if there is none
 */
public record Reply(
        String text,
        boolean isUnderstood,
        @Nullable ServiceException failure,
        @Nullable Deploy deploy) {
    static Reply of(String text) {
        return new Reply(text, true, null, null);
    }

    static Reply of(String text, Deploy deploy) {
        return new Reply(text, true, null, deploy);
    }

    static Reply refused(String text, ServiceException failure) {
        return new Reply(text, true, failure, null);
    }

    static Reply unclear(String text) {
        return new Reply(text, false, null, null);
    }

    /** Whether it was done, or answered. */
    public boolean isDone() {
        return isUnderstood && failure == null;
    }
}
