package dev.waybill.cli;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A call that did not do what was asked, with the exit code that says so. */
class CallFailed extends Exception {
    /** The server said no, or something went wrong. */
    static final int FAILED = 1;
    /** Wrong usage of the command. */
    static final int USAGE = 2;
    /** A gate refused. */
    static final int REFUSED = 3;
    /** No server answered. */
    static final int NOT_REACHABLE = 4;
    /** The deploy that was followed was cancelled, superseded or interrupted. */
    static final int STOPPED = 5;

    private static final long serialVersionUID = 1;

    private final int exitCode;
    private final transient @Nullable JsonNode answer;

    CallFailed(int exitCode, String sentence) {
        this(exitCode, sentence, null);
    }

    /** @param answer the server's, in full */
    CallFailed(int exitCode, String sentence, @Nullable JsonNode answer) {
        super(sentence);
        this.exitCode = exitCode;
        this.answer = answer;
    }

    final int exitCode() {
        return exitCode;
    }

    /** What the server answered; null if it did not. */
    final @Nullable JsonNode answer() {
        return answer;
    }
}
