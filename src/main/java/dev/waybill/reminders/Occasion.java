package dev.waybill.reminders;

import java.time.Duration;
import java.time.Instant;

/** Something of which people are reminded. Belongs to one thread. */
interface Occasion {
    /** A look may come later than this only if nothing has happened meanwhile. */
    Duration LONGEST = Duration.ofHours(1);

    /** When to try again if something has changed just now, or is about to. */
    Duration SOON = Duration.ofSeconds(5);

    /** Reminds of all that is due. Returns how long nothing will be unless something happens, at most {@link #LONGEST}. */
    Duration look(Instant now);

    /** How long it is until then, in these limits. */
    static Duration until(Instant due, Instant now) {
        var wait = Duration.between(now, due);
        return wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
    }
}
