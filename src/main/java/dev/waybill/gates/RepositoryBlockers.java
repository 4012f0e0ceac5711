package dev.waybill.gates;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Blockers of what the repository has not said yet. */
public final class RepositoryBlockers {
    private RepositoryBlockers() {}

    /** The repository did not answer. */
    public record VcsUnreachable(String repository, String complaint, Instant since) implements Blocker {
        @Override
        public String code() {
            return "VCS_UNREACHABLE";
        }

        @Override
        public String message() {
            return "%s has not answered since %s: %s; it is asked again by itself"
                    .formatted(repository, Words.second(since), complaint);
        }
    }

    /** The repository is being asked what the ref means. */
    public record RefUnresolved(String ref, String repository, Instant since) implements Blocker {
        @Override
        public String code() {
            return "REF_UNRESOLVED";
        }

        @Override
        public String message() {
            return "%s has been asked since %s which commit %s is, and has not answered yet"
                    .formatted(repository, Words.second(since), ref);
        }
    }

    /**
     * The repository is being asked how the commit stands to what is live, or to a version that is quarantined.
     *
     * @param other that version, abbreviated
     * @param since when it was asked first; null if it was not yet, or by another server
     */
    public record KinshipUnknown(
            String sha, String other, @Nullable Instant since) implements Blocker {
        /** The same question, asked then. */
        public KinshipUnknown asked(@Nullable Instant then) {
            return new KinshipUnknown(sha, other, then);
        }

        @Override
        public String code() {
            return "REF_UNRESOLVED";
        }

        @Override
        public String message() {
            return since == null
                    ? "the repository is being asked how %s stands to %s".formatted(sha, other)
                    : "the repository has been asked since %s how %s stands to %s, and has not answered yet"
                            .formatted(Words.second(since), sha, other);
        }
    }
}
