package dev.waybill.spi;

/** How a deploy, or one command of it, ended. A failed deploy is an expected value, not an exception. */
public sealed interface Result {
    record Succeeded() implements Result {}

    record Failed(String message) implements Result {}

    /** A time limit expired, and what ran was ended. The message holds the words "time limit". */
    record TimedOut(String message) implements Result {}

    /** Somebody cancelled it, and what ran was ended. */
    record Cancelled() implements Result {}

    /** Nobody can know how it ended: the machine was rebooted, or the supervisor was killed. */
    record Interrupted(String message) implements Result {}
}
