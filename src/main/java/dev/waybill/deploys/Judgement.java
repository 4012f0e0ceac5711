package dev.waybill.deploys;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A person's verdict on a version after it was deployed to an environment.
 *
 * @param by the name of the user who judged
 * @param reason null if none was given
 */
public record Judgement(
        Verdict verdict, Cause cause, @Nullable String reason, String by, Instant at) {
    /** Parses a stored judgement. */
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
        /** The version is quarantined: automatic deploys do not bring it, or commits that contain it, there any more. */
        FAULTY;

        /** The word in tables and on the wire. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What led to the verdict. */
    public enum Cause {
        /** A person judged the version. */
        JUDGED,
        /** A person rolled back from it. */
        ROLLBACK;

        /** The word in tables and on the wire. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
