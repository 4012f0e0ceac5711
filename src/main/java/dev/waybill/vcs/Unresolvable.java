package dev.waybill.vcs;

import java.io.IOException;

/** A repository has responded, but a retry would not help; the message says what to do instead. */
public final class Unresolvable extends IOException {
    private static final long serialVersionUID = 1;

    public Unresolvable(String message) {
        super(message);
    }
}
