package dev.waybill.deploys;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What somebody said of a version in an environment after it was deployed there.
 *
 * @param by the name of that user
 * @param reason null if none was given
 */
public record Judgement(
        Verdict verdict, Cause cause, @Nullable String reason, String by, Instant at) {
    /** One that was stored under these words. */
    public static Judgement of(String verdict, String cause, @Nullable String reason, String by, Instant at) {
        return new Judgement(
                Verdict.valueOf(verdict.toUpperCase(Locale.ROOT)),
                Cause.valueOf(cause.toUpperCase(Locale.ROOT)),
                reason,
                by,
                at);
    }

    public enum Verdict {
        GOOD,
        /** It is quarantined: automatic deploys bring it, and what is made of it, there no more. */
        FAULTY;

        /** The word in tables and on the wire. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How it came about. */
    public enum Cause {
        /** Somebody said so. */
        JUDGED,
        /** Somebody rolled back from it. */
        ROLLBACK;

        /** The word in tables and on the wire. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
