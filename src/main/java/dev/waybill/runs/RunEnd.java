package dev.waybill.runs;

/** How a run ended. No process of it is left, except those that a command left running when it exited by itself. */
public sealed interface RunEnd {
    /** The command exited, or was ended by a signal ({@code 128 + n}, as in a shell). */
    record Exited(int code) implements RunEnd {}

    /** It was stopped on request. */
    record Stopped() implements RunEnd {}

    /** It exceeded a limit; the message contains "time limit". */
    record TimedOut(String message) implements RunEnd {}

    /** It never started. */
    record NotStarted(String message) implements RunEnd {}

    /** It started, but its result is unknown. */
    record Lost(String message) implements RunEnd {}
}
