package dev.waybill.automation;

import java.time.Instant;

/**
 * A deploy after which automation waits for a person: a failure or a rollback.
 *
 * @param number of that deploy in its lane
 * @param outcome how it ended, or has yet to end
 * @param at when it ended, or else when it started
 */
public record Setback(int number, boolean isRollback, String outcome, Instant at) {
    /** Such as {@code shop/production#12 failed}. */
    public String sentence(String place) {
        return isRollback
                ? "%s#%d was a rollback".formatted(place, number)
                : "%s#%d %s".formatted(place, number, outcome.equals("timed_out") ? "timed out" : was(outcome));
    }

    private static String was(String outcome) {
        return outcome.equals("interrupted") ? "was interrupted" : outcome;
    }
}
