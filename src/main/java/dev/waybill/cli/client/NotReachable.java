package dev.waybill.cli.client;

/** No server answered, or none that could: what may be otherwise in a moment. */
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

    /** Whether the call has certainly changed nothing, so that it may be sent again, whatever it asks for. */
    boolean isUndone() {
        return isUndone;
    }
}
