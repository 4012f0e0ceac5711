package dev.waybill.cli;

/** A call that did not do what was asked, with the exit code that says so. */
final class CallFailed extends Exception {
    /** The server said no, or something went wrong. */
    static final int FAILED = 1;
    /** Wrong usage of the command. */
    static final int USAGE = 2;
    /** A gate refused. */
    static final int REFUSED = 3;
    /** No server answered. */
    static final int NOT_REACHABLE = 4;

    private static final long serialVersionUID = 1;

    private final int exitCode;

    CallFailed(int exitCode, String sentence) {
        super(sentence);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }
}
