package dev.waybill.gates;

import java.time.Instant;
import java.util.List;

/** Blockers of the commit: it is faulty, older than what is live, or unusual and requested without a reason. */
public final class VersionBlockers {
    private VersionBlockers() {}

    /**
     * The commit contains a version that was rolled back or judged faulty here. Blocks automatic deploys only.
     *
     * @param place such as {@code shop/production}
     */
    public record Quarantined(String place, Facts.Quarantined bad) implements Blocker {
        /** The number of digits of a sha in a commit message that fixes it, see docs/gates.md. */
        private static final int LONG_ENOUGH = 12;

        @Override
        public String code() {
            return "QUARANTINED";
        }

        @Override
        public String message() {
            return Words.quarantined(place, bad)
                    + "; automatic deploys wait for a commit that reverts it or names it (Fixes-deploy: %s), or until it is judged good"
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
     * What is live already contains the commit, and more.
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
            return "%s is older than %s, which %s deployed; to go back on purpose, roll back to it"
                    .formatted(sha, live.sha(), live.deploy());
        }

        @Override
        public Instant since() {
            return live.since();
        }
    }

    /**
     * The request is unusual and gives no reason.
     *
     * @param what what is unusual, a sentence
     */
    public record ReasonNeeded(String what) implements Blocker {
        @Override
        public String code() {
            return "REASON_NEEDED";
        }

        @Override
        public String message() {
            return what + "; to deploy it anyway, request it again with a reason (\"reason\")";
        }

        @Override
        public List<String> clearableBy() {
            return WHO_DEPLOYS;
        }
    }
}
