package dev.waybill.requests;

import dev.waybill.deploys.Deploy;
import dev.waybill.vcs.Sha;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which commit a request wants. */
public sealed interface Target {
    /** The target as words; equal targets have equal words. */
    List<@Nullable String> words();

    /** The task to run. */
    default String task() {
        return Deploy.DEPLOY;
    }

    /**
     * The present commit of a ref.
     *
     * @param ref null for the environment's default ref
     * @param sha exactly this commit, whatever the ref is now; null to resolve the ref
     */
    record OfRef(@Nullable String ref, @Nullable String sha) implements Target {
        /** The environment's default ref. */
        public static final OfRef DEFAULT = new OfRef(null, null);

        @Override
        public List<@Nullable String> words() {
            return Arrays.asList(ref, sha);
        }
    }

    /**
     * A task other than a deploy.
     *
     * @param ref null for what is live
     * @param sha exactly this commit, whatever the ref is now; null to resolve the ref
     */
    record Task(String task, @Nullable String ref, @Nullable String sha) implements Target {
        @Override
        public List<@Nullable String> words() {
            return Arrays.asList("task", task, ref, sha);
        }
    }

    /**
     * A commit that was deployed elsewhere.
     *
     * @param ref for display; null for the sha
     * @param sha in full, or its first digits
     * @param at when that ended; null for now
     * @param evidence a text or a URL; null if none was given
     */
    record Happened(
            @Nullable String ref,
            String sha,
            @Nullable Instant at,
            @Nullable String evidence) implements Target {
        /** The sha if it was given in full, so that no repository has to complete it. */
        Optional<Sha> whole() {
            return sha.length() == Sha.DIGITS ? Optional.of(new Sha(sha)) : Optional.empty();
        }

        @Override
        public List<@Nullable String> words() {
            return Arrays.asList("record", ref, sha, String.valueOf(at), evidence);
        }
    }

    /**
     * The commit of a finished deploy.
     *
     * @param isPartial whether to deploy only to the hosts on which that one did not succeed
     */
    record Again(Deploy old, boolean isPartial) implements Target {
        @Override
        public List<@Nullable String> words() {
            return isPartial
                    ? List.of("retry", old.id().toString(), "failed hosts")
                    : List.of("retry", old.id().toString());
        }

        @Override
        public String task() {
            return old.task();
        }
    }

    /** The version that is live in another environment of the app. */
    record Promoted(String environment) implements Target {
        @Override
        public List<@Nullable String> words() {
            return List.of("promote", environment);
        }
    }

    /**
     * A rollback: a version that was live before, or another commit of the repository.
     *
     * @param to the number of a deploy or a sha; null for the last good version before the live one
     * @param withConfigOfNow whether to use the present configuration instead of the one of that time
     * @param cancels whether to cancel the running deploy and roll back from it
     */
    record Back(@Nullable String to, boolean withConfigOfNow, boolean cancels) implements Target {
        @Override
        public List<@Nullable String> words() {
            return Arrays.asList("rollback", to, String.valueOf(withConfigOfNow), String.valueOf(cancels));
        }
    }
}
