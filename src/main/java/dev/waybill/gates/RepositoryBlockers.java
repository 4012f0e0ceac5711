package dev.waybill.gates;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Blockers while the repository has not answered yet. */
public final class RepositoryBlockers {
    private RepositoryBlockers() {}

    /** The repository does not respond, or this server cannot ask it: its disk is full, or a secret cannot be read. */
    public record VcsUnreachable(String repository, String complaint, Instant since) implements Blocker {
        @Override
        public String code() {
            return "VCS_UNREACHABLE";
        }

        @Override
        public String message() {
            return "%s has not been readable since %s: %s; the server retries every ten seconds"
                    .formatted(repository, Words.second(since), complaint.replaceFirst("[.\\s]+$", ""));
        }
    }

    /** The repository is being asked which commit the ref is. */
    public record RefUnresolved(String ref, String repository, Instant since) implements Blocker {
        @Override
        public String code() {
            return "REF_UNRESOLVED";
        }

        @Override
        public String message() {
            return "the server has been asking %s since %s which commit %s is"
                    .formatted(repository, Words.second(since), ref);
        }
    }

    /**
     * The repository is being asked how the commit relates to what is live, or to a quarantined version.
     *
     * @param other the sha of that version, abbreviated
     * @param since when this server first asked; null if it has not
     */
    public record KinshipUnknown(
            String sha, String other, @Nullable Instant since) implements Blocker {
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
                    ? "the server is asking the repository how %s relates to %s".formatted(sha, other)
                    : "the server has been asking the repository since %s how %s relates to %s"
                            .formatted(Words.second(since), sha, other);
        }
    }
}
