package dev.waybill.wire;

import org.jspecify.annotations.Nullable;

/**
 * What the code host of its repository knows about a deploy. All but {@code registered} and {@code givenUp} are null if it was not told anything yet, or
 * the app has no code host.
 *
 * @param host such as {@code GitHub}
 * @param deployment the id of the deployment there; null if it is not registered
 * @param state what was reported last
 * @param problem why the last attempt to tell it failed; null if it did not
 * @param givenUp whether the deploy has ended, and all attempts to tell it have, too
 */
public record RegistrationJson(
        boolean registered,
        @Nullable String host,
        @Nullable String repository,
        @Nullable String deployment,
        @Nullable String state,
        @Nullable String problem,
        boolean givenUp,
        @Nullable String dateChanged) {
    /** Nothing is known. */
    public static final RegistrationJson NONE = new RegistrationJson(false, null, null, null, null, null, false, null);
}
