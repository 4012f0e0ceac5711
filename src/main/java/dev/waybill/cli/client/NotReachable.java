package dev.waybill.cli.client;

/** The server did not answer, or could not carry out the request now. A retry may help. */
final class NotReachable extends CallFailed {
    private static final long serialVersionUID = 1;

    private final boolean isUndone;

    NotReachable(String sentence) {
        this(sentence, false);
    }

    /** @param isUndone whether a server has answered that it changed nothing */
    NotReachable(String sentence, boolean isUndone) {
        super(CallFailed.NOT_REACHABLE, sentence);
        this.isUndone = isUndone;
    }

    /** Whether the call has certainly changed nothing, so that any request can be repeated. */
    boolean isUndone() {
        return isUndone;
    }
}
