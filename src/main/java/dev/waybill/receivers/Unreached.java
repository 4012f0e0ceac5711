package dev.waybill.receivers;

import java.io.IOException;

/** A receiver gave no answer. The message is a sentence that names only the host. */
public final class Unreached extends IOException {
    private static final long serialVersionUID = 1;

    private final boolean isForbidden;

    private Unreached(String sentence, boolean isForbidden, Throwable cause) {
        super(sentence, cause);
        this.isForbidden = isForbidden;
    }

    static Unreached because(String sentence, Throwable cause) {
        return new Unreached(sentence, false, cause);
    }

    static Unreached forbidden(TargetRules.Forbidden why) {
        return new Unreached(String.valueOf(why.getMessage()), true, why);
    }

    /** Whether nothing may be sent there, so that the configuration has to change. */
    public boolean isForbidden() {
        return isForbidden;
    }
}
