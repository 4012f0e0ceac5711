package dev.waybill.errors;

/**
 * A request that failed for a known reason. The message is a sentence for people: the thing, its state and the way out. The name
 * is a word for programs, in snake case, and never changes after its release.
 */
public abstract sealed class ServiceException extends RuntimeException
        permits Invalid, Unauthenticated, Forbidden, NotFound, Conflict, Refused, TooMany, Unavailable {
    private static final long serialVersionUID = 1;

    private final String name;

    ServiceException(String name, String message) {
        super(Excerpt.of(message));
        this.name = name;
    }

    /** The word for programs, such as {@code invalid_ref}. */
    public String name() {
        return name;
    }

    /** The sentence for people. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
