package dev.waybill.requests;

import org.jspecify.annotations.Nullable;

/**
 * The state that the requester saw: if it has changed since, the request is refused.
 *
 * @param live the sha that was live, or a prefix of at least seven digits; {@link #NOTHING} if nothing was; null for no
 *     expectation
 * @param sha the commit of the ref, likewise; null for no expectation
 */
public record Expected(@Nullable String live, @Nullable String sha) {
    /** For an environment in which nothing is live. */
    public static final String NOTHING = "none";

    /** No expectation. */
    public static final Expected ANYTHING = new Expected(null, null);
}
