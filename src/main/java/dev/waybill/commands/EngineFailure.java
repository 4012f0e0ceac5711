package dev.waybill.commands;

/**
 * The server could not follow the command of a deploy. The command itself may still be running, so this never becomes an
 * outcome; the server tries again to follow it.
 */
public final class EngineFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    public EngineFailure(Throwable cause) {
        super(cause);
    }
}
