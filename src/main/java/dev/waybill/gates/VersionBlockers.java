package dev.waybill.gates;

import java.time.Instant;
import java.util.List;

/** Blockers of what the commit is: faulty, older than what is live, or unusual and without a reason. */
public final class VersionBlockers {
    private VersionBlockers() {}

    /**
     * The commit brings a version along that was rolled back from or found faulty here. Holds automatic deploys only.
     *
     * @param place such as {@code shop/production}
     */
    public record Quarantined(String place, Facts.Quarantined bad) implements Blocker {
        /** How many digits of a sha name it in a message, docs/gates.md. */
        private static final int LONG_ENOUGH = 12;

        @Override
        public String code() {
            return "QUARANTINED";
        }

        @Override
        public String message() {
            return Words.quarantined(place, bad)
                    + "; automatic deploys wait for a commit that reverts it or names it (Fixes-deploy: %s), or for somebody to judge it good"
                            .formatted(bad.sha().substring(0, LONG_ENOUGH));
        }

        @Override
        public Instant since() {
            return bad.judgement().at();
        }

        @Override
        public List<String> clearableBy() {
            return WHO_DEPLOYS;
        }
    }

    /**
     * What is live contains the commit already, and more.
     *
     * @param sha abbreviated
     */
    public record OlderThanLive(String sha, Facts.Live live) implements Blocker {
        @Override
        public String code() {
            return "OLDER_THAN_LIVE";
        }

        @Override
        public String message() {
            return "%s is older than %s, which %s brought; to go back on purpose, roll back to it"
                    .formatted(sha, live.sha(), live.deploy());
        }

        @Override
        public Instant since() {
            return live.since();
        }
    }

    /**
     * What is asked for is unusual, and nobody says why.
     *
     * @param what a sentence without its end
     */
    public record ReasonNeeded(String what) implements Blocker {
        @Override
        public String code() {
            return "REASON_NEEDED";
        }

        @Override
        public String message() {
            return what + "; to do it all the same, ask with a reason";
        }

        @Override
        public List<String> clearableBy() {
            return WHO_DEPLOYS;
        }
    }
}
