package dev.waybill.vcs;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What lies between two commits. Lists hold as many as were asked for at most; the counts are of all.
 *
 * @param from null for nothing: then the commits are the newest ones of {@code to}, and no more are counted
 * @param kinship of {@code to} to {@code from}; null if nobody can know
 * @param missing why nobody can know, as a sentence; null if all is known
 * @param commits which {@code to} has and {@code from} lacks, newest first
 * @param lost which {@code from} has and {@code to} lacks, newest first
 * @param files in which the two differ
 * @param marks the files of each mark that has any
 * @param labels which any of the commits has, also of those not listed
 */
public record Changes(
        @Nullable Sha from,
        Sha to,
        @Nullable Kinship kinship,
        @Nullable String missing,
        Some<Commit> commits,
        Some<Commit> lost,
        Some<File> files,
        Map<String, Some<String>> marks,
        List<String> labels) {
    public Changes {
        marks = Collections.unmodifiableMap(new LinkedHashMap<>(marks));
        labels = List.copyOf(labels);
    }

    /** Nothing, since nobody can know. */
    public static Changes unknown(@Nullable Sha from, Sha to, @Nullable String missing) {
        return new Changes(from, to, null, missing, Some.none(), Some.none(), Some.none(), Map.of(), List.of());
    }

    /** The first of many. */
    public record Some<T>(List<T> first, int count) {
        public Some {
            first = List.copyOf(first);
        }

        public static <T> Some<T> none() {
            return new Some<>(List.of(), 0);
        }
    }

    /**
     * A file that differs.
     *
     * @param path from the top of the repository
     * @param status added, modified, deleted, renamed, copied or retyped (a file became a link, say)
     * @param previous the path before it was renamed or copied; null for all others
     */
    public record File(String path, String status, @Nullable String previous) {}
}
