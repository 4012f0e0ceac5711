package dev.waybill.spi;

/** How a deploy, or one command of it, ended. A failed deploy is an expected value, not an exception. */
public sealed interface Result {
    record Succeeded() implements Result {}

    record Failed(String message) implements Result {}

    /** A time limit was reached, and the command was stopped. The message contains the words "time limit". */
    record TimedOut(String message) implements Result {}

    /** It was cancelled, and the command was stopped. */
    record Cancelled() implements Result {}

    /** It is unknown how it ended: the machine was rebooted, or the supervisor was killed. */
    record Interrupted(String message) implements Result {}
}
