package dev.waybill.notifiers.kinds;

import dev.waybill.network.RetryAfter;
import dev.waybill.receivers.Answer;
import dev.waybill.receivers.Message;
import dev.waybill.receivers.Receivers;
import dev.waybill.receivers.Unreached;
import dev.waybill.spi.Told;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Sends messages, and judges the answers as most receivers mean them. What is wrong with the receiver, or with its credential, can be
 * mended; what is wrong with the message cannot.
 */
record Posting(Receivers receivers, Instant now) {
    private static final String SAME_AGAIN = "; name its final address";

    /** Blocks. */
    Told send(Message message) throws InterruptedException {
        var request = message.toString();
        try {
            return judged(request, receivers.send(message));
        } catch (Unreached e) {
            return new Told.Failed(request, String.valueOf(e.getMessage()), true, null);
        }
    }

    private Told judged(String request, Answer answer) {
        var summary = answer.summary();
        return switch (answer.status()) {
            case 301, 302, 303, 307, 308 ->
                new Told.Failed(request, "HTTP %d: it redirects%s".formatted(answer.status(), SAME_AGAIN), true, null);
            case 400, 413, 414, 422 -> new Told.Refused(request, summary);
            default ->
                answer.isSuccess()
                        ? new Told.Delivered(request, summary)
                        : new Told.Failed(request, summary, true, retryAt(answer));
        };
    }

    private @Nullable Instant retryAt(Answer answer) {
        return RetryAfter.parse(answer.header("Retry-After").orElse(null), now);
    }
}
