package dev.waybill.spi;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How an attempt to tell a receiver something ended. Secrets in the texts are masked later. */
public sealed interface Told {
    /** What was sent, for people; empty if nothing was. */
    String request();

    /** What came back, or why nothing did. */
    String answer();

    /** The receiver has it, or does not need it any more. */
    record Delivered(String request, String answer) implements Told {}

    /** Nothing is wrong, and the receiver can be told later. */
    record Later(String request, String answer, Instant until) implements Told {}

    /**
     * Trying again can help.
     *
     * @param isReceiverDown whether telling it something else would fail, too
     * @param retryAt not before then; null if the receiver did not say
     */
    record Failed(
            String request,
            String answer,
            boolean isReceiverDown,
            @Nullable Instant retryAt) implements Told {}

    /** The receiver will never take it. */
    record Refused(String request, String answer) implements Told {}
}
