package dev.waybill.cli.client;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A call that failed, with the exit code. */
public class CallFailed extends Exception {
    /** The server refused, or something went wrong. */
    public static final int FAILED = 1;
    /** Wrong usage of the command. */
    public static final int USAGE = 2;
    /** A gate refused. */
    public static final int REFUSED = 3;
    /** No server answered. */
    public static final int NOT_REACHABLE = 4;
    /** The deploy that was followed was cancelled, superseded or interrupted. */
    public static final int STOPPED = 5;

    private static final long serialVersionUID = 1;

    private final int exitCode;
    private final transient @Nullable JsonNode answer;

    public CallFailed(int exitCode, String sentence) {
        this(exitCode, sentence, null);
    }

    /** @param answer the server's full response */
    public CallFailed(int exitCode, String sentence, @Nullable JsonNode answer) {
        super(sentence);
        this.exitCode = exitCode;
        this.answer = answer;
    }

    public final int exitCode() {
        return exitCode;
    }

    /** The server's response; null if there was none. */
    public final @Nullable JsonNode answer() {
        return answer;
    }
}
