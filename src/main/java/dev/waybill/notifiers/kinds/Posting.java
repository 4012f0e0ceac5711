package dev.waybill.notifiers.kinds;

import dev.waybill.network.RetryAfter;
import dev.waybill.receivers.Answer;
import dev.waybill.receivers.Message;
import dev.waybill.receivers.Receivers;
import dev.waybill.receivers.Unreached;
import dev.waybill.spi.Told;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Sends messages, and judges the answers as most receivers mean them. What is wrong with the receiver, or with its credential, can be
 * mended; what is wrong with the message cannot.
 */
record Posting(Receivers receivers, Instant now) {
    /** The receiver does not want to know this. */
    static final Told NOTHING = new Told.Delivered("", "nothing to tell");

    /** What a receiver answers to everything when it does. */
    private static final Set<Integer> DOWN = Set.of(401, 403, 404, 407, 410, 429, 502, 503, 504);

    private static final String SAME_AGAIN = "; name its final address";

    /**
     * Blocks.
     *
     * @param setting that says where the receiver is
     * @param url not yet checked
     */
    Told send(String setting, String url, Function<URI, Message> made) throws InterruptedException {
        try {
            return send(made.apply(Receivers.url(url)));
        } catch (IOException e) {
            return new Told.Failed("", "its %s %s".formatted(setting, e.getMessage()), true, null);
        }
    }

    /** Blocks. */
    Told send(Message message) throws InterruptedException {
        try {
            return judged(message, receivers.send(message));
        } catch (Unreached e) {
            return failed(message, e);
        }
    }

    static Told failed(Message message, Unreached why) {
        return new Told.Failed(message.toString(), String.valueOf(why.getMessage()), true, null);
    }

    Told judged(Message message, Answer answer) {
        var request = message.toString();
        var summary = answer.summary();
        return switch (answer.status()) {
            case 301, 302, 303, 307, 308 ->
                new Told.Failed(request, "HTTP %d: it redirects%s".formatted(answer.status(), SAME_AGAIN), true, null);
            case 400, 413, 414, 422 -> new Told.Refused(request, summary);
            default ->
                answer.isSuccess()
                        ? new Told.Delivered(request, summary)
                        : new Told.Failed(request, summary, isDown(answer.status()), retryAt(answer));
        };
    }

    /** Other failures may be of this message alone. */
    private static boolean isDown(int status) {
        return DOWN.contains(status);
    }

    private @Nullable Instant retryAt(Answer answer) {
        return RetryAfter.parse(answer.header("Retry-After").orElse(null), now);
    }
}
