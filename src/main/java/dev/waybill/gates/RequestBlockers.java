package dev.waybill.gates;

import java.time.Instant;

/** Blockers of requests: a missing permission, a stale expectation, a retired app. */
public final class RequestBlockers {
    private RequestBlockers() {}

    /**
     * The state has changed since the requester saw it.
     *
     * @param what has changed
     * @param now the present sha, or {@code nothing}
     */
    public record ChangedSinceSeen(String what, String seen, String now) implements Blocker {
        @Override
        public String code() {
            return "CHANGED_SINCE_SEEN";
        }

        @Override
        public String message() {
            return "%s has changed: it was %s and is now %s; look at the new changes, then request again"
                    .formatted(what, seen, now);
        }
    }

    /**
     * The requester lacks a permission.
     *
     * @param sentence which permission, and who can grant it
     */
    public record NotPermitted(String sentence) implements Blocker {
        @Override
        public String code() {
            return "NOT_PERMITTED";
        }

        @Override
        public String message() {
            return sentence;
        }
    }

    /** The app was removed from the configuration file. */
    public record AppRetired(String app, Instant since) implements Blocker {
        @Override
        public String code() {
            return "APP_RETIRED";
        }

        @Override
        public String message() {
            return "%s was removed from the server's configuration file; add it back there, and reload".formatted(app);
        }
    }
}
