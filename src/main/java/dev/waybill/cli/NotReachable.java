package dev.waybill.cli;

/** No server answered, or none that could: what may be otherwise in a moment. */
final class NotReachable extends CallFailed {
    private static final long serialVersionUID = 1;

    NotReachable(String sentence) {
        super(CallFailed.NOT_REACHABLE, sentence);
    }
}
