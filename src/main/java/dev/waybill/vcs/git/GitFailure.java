package dev.waybill.vcs.git;

import java.io.IOException;

/** A git command that did not do what it was to do; the message is git's complaint. */
public final class GitFailure extends IOException {
    private static final long serialVersionUID = 1;

    /** How a command ended. */
    public enum Kind {
        /** By itself. */
        ENDED,
        /** Another git still had the lock that it needed. */
        LOCKED,
        /** It took too long, and was ended. */
        TIMED_OUT,
        /** The host showed no sign of life, and it was ended. */
        SILENT,
        /** It answered more than is read, and was ended. */
        TOO_MUCH
    }

    private final Kind kind;

    /** @param verb what git was to do */
    public static GitFailure of(Git.Done done, String verb) {
        return new GitFailure(done.kind(), Complaint.of(done, "git %s: ".formatted(verb)));
    }

    GitFailure(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
