package dev.waybill.deliveries;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How an attempt ended. */
public sealed interface Receipt {
    /** What was sent, and what came back, for people; without secrets. */
    Exchange exchange();

    /**
     * @param request empty if nothing was sent
     * @param answer the answer, or why there was none
     */
    record Exchange(String request, String answer) {}

    /** There is nothing to send. */
    static Receipt nothing(String why) {
        return new Delivered(new Exchange("", why));
    }

    /** The receiver has it, or does not need it any more. */
    record Delivered(Exchange exchange) implements Receipt {}

    /** The receiver can take it later, and nothing is wrong. */
    record PutOff(Exchange exchange, Instant until) implements Receipt {}

    /**
     * It failed, and trying again can help.
     *
     * @param isTargetDown whether other deliveries to this target would fail, too
     * @param retryAt not before then; null if the receiver did not say
     */
    record Failed(
            Exchange exchange,
            boolean isTargetDown,
            @Nullable Instant retryAt) implements Receipt {}

    /** The receiver will never take it. */
    record Refused(Exchange exchange) implements Receipt {}
}
