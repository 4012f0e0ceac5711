package dev.waybill.vcs.git;

import java.io.IOException;

/** A git command failed; the message is git's error message. */
public final class GitFailure extends IOException {
    private static final long serialVersionUID = 1;

    /** How a command ended. */
    public enum Kind {
        /** It exited. */
        ENDED,
        /** Another git process held a lock that it needed. */
        LOCKED,
        /** It exceeded its time limit and was ended. */
        TIMED_OUT,
        /** The host was silent for too long, and it was ended. */
        SILENT,
        /** It produced too much output and was ended. */
        TOO_MUCH
    }

    private final Kind kind;

    /** @param verb the git command */
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
