package dev.waybill.gates;

import dev.waybill.checks.Checked;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Blockers of checks: one that the app requires has not passed. */
public final class CheckBlockers {
    private CheckBlockers() {}

    /** The family. Only an explicit success is none of them. */
    public sealed interface CheckBlocker extends Blocker
            permits CheckPending, CheckMissing, CheckFailed, ChecksUnreadable {
        /** The check, and what is known about it. */
        Checked check();

        @Override
        default Instant since() {
            return check().standing().since();
        }

        @Override
        default List<String> clearableBy() {
            return check().requirement().isAlways() ? List.of() : WHO_FORCES;
        }

        /** The page of the check. */
        @Override
        default @Nullable String link() {
            var worst = check().standing().worst();
            return worst == null ? null : worst.link();
        }
    }

    /**
     * It has not finished, or has not been asked yet.
     *
     * @param commit abbreviated
     */
    public record CheckPending(Checked check, String commit) implements CheckBlocker {
        @Override
        public String code() {
            return "CHECK_PENDING";
        }

        @Override
        public String message() {
            return CheckWords.pending(check, commit);
        }
    }

    /**
     * It was not reported, or not everything that is required.
     *
     * @param commit abbreviated
     */
    public record CheckMissing(Checked check, String commit) implements CheckBlocker {
        @Override
        public String code() {
            return "CHECK_MISSING";
        }

        @Override
        public String message() {
            return CheckWords.missing(check, commit);
        }
    }

    /**
     * It has failed.
     *
     * @param commit abbreviated
     */
    public record CheckFailed(Checked check, String commit) implements CheckBlocker {
        @Override
        public String code() {
            return "CHECK_FAILED";
        }

        @Override
        public String message() {
            return CheckWords.failed(check, commit);
        }
    }

    /**
     * The server may not read it.
     *
     * @param commit abbreviated
     */
    public record ChecksUnreadable(Checked check, String commit) implements CheckBlocker {
        @Override
        public String code() {
            return "CHECKS_UNREADABLE";
        }

        @Override
        public String message() {
            return CheckWords.unreadable(check, commit);
        }
    }
}
