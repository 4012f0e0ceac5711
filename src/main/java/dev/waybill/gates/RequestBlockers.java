package dev.waybill.gates;

import java.time.Instant;

/** Blockers of requests: of who asks, of what they saw, and of the app. */
public final class RequestBlockers {
    private RequestBlockers() {}

    /**
     * Somebody saw another state of things before they asked.
     *
     * @param what has changed
     * @param now the sha that it is now, or {@code nothing}
     */
    public record ChangedSinceSeen(String what, String seen, String now) implements Blocker {
        @Override
        public String code() {
            return "CHANGED_SINCE_SEEN";
        }

        @Override
        public String message() {
            return "%s has changed since it was seen: it was %s and is %s; look at the new changes, and ask again"
                    .formatted(what, seen, now);
        }
    }

    /**
     * The one who asks lacks a right.
     *
     * @param sentence which right, and who can give it
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

    /** The app has left the configuration file. */
    public record AppRetired(String app, Instant since) implements Blocker {
        @Override
        public String code() {
            return "APP_RETIRED";
        }

        @Override
        public String message() {
            return "%s has left the server's configuration file; bring it back there, and reload".formatted(app);
        }
    }
}
