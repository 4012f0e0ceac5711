package dev.waybill.forge;

import org.jspecify.annotations.Nullable;

/**
 * Something that Waybill does at a code host, and whether the credential allows it.
 *
 * @param what such as {@code "read check runs"}
 * @param state whether it was seen to be allowed
 * @param advice what is missing, and where to grant it; null if nothing is
 * @param need which apps need it
 */
public record Ability(String what, State state, @Nullable String advice, Need need) {
    /** Something that every app needs. */
    public Ability(String what, State state, @Nullable String advice) {
        this(what, state, advice, Need.ALWAYS);
    }

    public Ability needed(Need other) {
        return new Ability(what, state, advice, other);
    }

    /** Whether it works. Some permissions cannot be tried without a change. */
    public enum State {
        ALLOWED,
        REFUSED,
        UNKNOWN
    }

    /** Which apps need it. */
    public enum Need {
        ALWAYS,
        /** Those that require all checks that were reported, instead of naming some. */
        FOR_ALL_CHECKS,
        /** Those that publish the states of their deploys as commit statuses. */
        FOR_COMMIT_STATUS,
        /** Those that announce their deploys on pull requests. */
        FOR_COMMENTS,
        /** None: more is shown to people with it. */
        NEVER
    }
}
