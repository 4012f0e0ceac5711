package dev.waybill.forge;

import org.jspecify.annotations.Nullable;

/**
 * Something that Waybill does at a code host, and whether the credential allows it.
 *
 * @param what such as {@code "read check runs"}
 * @param state whether it was seen to be allowed
 * @param advice what is missing, and where to grant it; null if nothing is
 */
public record Ability(String what, State state, @Nullable String advice) {
    /** Whether it works. Some permissions cannot be tried without a change. */
    public enum State {
        ALLOWED,
        REFUSED,
        UNKNOWN
    }
}
