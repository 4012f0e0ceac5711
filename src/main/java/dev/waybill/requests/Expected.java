package dev.waybill.requests;

import org.jspecify.annotations.Nullable;

/**
 * What somebody saw before they asked: if it is otherwise by now, nothing is done.
 *
 * @param live the sha that was live, from its seventh digit on; {@link #NOTHING} if nothing was; null if that does not matter
 * @param sha what the ref meant, likewise; null if that does not matter
 */
public record Expected(@Nullable String live, @Nullable String sha) {
    /** Stands for an environment in which nothing is live. */
    public static final String NOTHING = "none";

    /** Whatever it is. */
    public static final Expected ANYTHING = new Expected(null, null);
}
