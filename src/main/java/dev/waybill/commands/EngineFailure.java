package dev.waybill.commands;

/**
 * The command of a deploy could not be followed, which says nothing of the command: it may run on. Never becomes an outcome;
 * the deploy is followed again.
 */
public final class EngineFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    public EngineFailure(Throwable cause) {
        super(cause);
    }
}
