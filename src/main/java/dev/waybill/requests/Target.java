package dev.waybill.requests;

import dev.waybill.deploys.Deploy;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which commit a request is about. */
public sealed interface Target {
    /** The wish as words, the same for the same wish. */
    List<@Nullable String> words();

    /**
     * What a ref means now.
     *
     * @param ref null for the environment's default ref
     * @param sha exactly this commit, whatever the ref means; null to resolve the ref
     */
    record OfRef(@Nullable String ref, @Nullable String sha) implements Target {
        @Override
        public List<@Nullable String> words() {
            return Arrays.asList(ref, sha);
        }
    }

    /** That of a deploy that is over, once more. */
    record Again(Deploy old) implements Target {
        @Override
        public List<@Nullable String> words() {
            return List.of("retry", old.id().toString());
        }
    }

    /** What is live in another environment of the app. */
    record Promoted(String environment) implements Target {
        @Override
        public List<@Nullable String> words() {
            return List.of("promote", environment);
        }
    }

    /**
     * One that was live before, or at least could have been.
     *
     * @param to the number of a deploy or the sha that it brought; null for the last good one before what is live
     * @param withConfigOfNow with the configuration of now, rather than that of then
     * @param cancels what runs is cancelled, and gone back from
     */
    record Back(@Nullable String to, boolean withConfigOfNow, boolean cancels) implements Target {
        @Override
        public List<@Nullable String> words() {
            return Arrays.asList("rollback", to, String.valueOf(withConfigOfNow), String.valueOf(cancels));
        }
    }
}
