package dev.waybill.vcs;

import java.io.IOException;

/** A repository has answered, and asking it again would change nothing; the message says what somebody can do instead. */
public final class Unresolvable extends IOException {
    private static final long serialVersionUID = 1;

    public Unresolvable(String message) {
        super(message);
    }
}
