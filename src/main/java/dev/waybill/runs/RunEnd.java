package dev.waybill.runs;

/** How a run ended. By then nothing of it runs any more, but for what a command that ended by itself has left behind. */
public sealed interface RunEnd {
    /** The command ended by itself, or by a signal ({@code 128 + n}, as a shell says it). */
    record Exited(int code) implements RunEnd {}

    /** It was stopped because somebody asked for it. */
    record Stopped() implements RunEnd {}

    /** It was stopped by a limit; the sentence holds the words "time limit". */
    record TimedOut(String message) implements RunEnd {}

    /** It never ran. */
    record NotStarted(String message) implements RunEnd {}

    /** It ran, and nobody can know how it ended. */
    record Lost(String message) implements RunEnd {}
}
