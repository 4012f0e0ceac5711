package dev.waybill.forge;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A code host did not do what it was asked to. The message is a sentence without secrets, and names the way out. */
public final class ForgeFailure extends Exception {
    private static final long serialVersionUID = 1;

    /** Why. */
    public enum Kind {
        /** No answer, a broken one, or an error of the code host: trying again can help. */
        UNREACHABLE,
        /** Too many requests: trying again helps, but not before {@link #retryAt}. */
        LIMITED,
        /** The credential is wrong, expired or revoked, or the installation was removed. */
        UNAUTHORIZED,
        /** The credential lacks a permission, which the message names. */
        FORBIDDEN,
        /** The repository, or what was asked for, does not exist, or the credential cannot see it. */
        MISSING,
        /** The state of the repository does not allow it, such as a required check that has not passed. */
        CONFLICT,
        /** The request was refused; the same one will be refused again. */
        INVALID
    }

    private final Kind kind;
    private final transient @Nullable Instant retryAt;

    public ForgeFailure(Kind kind, String message) {
        this(kind, message, null);
    }

    /** @param retryAt when trying again makes sense; null if the code host did not say */
    public ForgeFailure(Kind kind, String message, @Nullable Instant retryAt) {
        super(message);
        this.kind = kind;
        this.retryAt = retryAt;
    }

    public Kind kind() {
        return kind;
    }

    public Optional<Instant> retryAt() {
        return Optional.ofNullable(retryAt);
    }

    /** Whether the same request can succeed later without anyone changing anything. */
    public boolean isPassing() {
        return kind == Kind.UNREACHABLE || kind == Kind.LIMITED;
    }
}
