package dev.waybill.vcs;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The changes between two commits. Lists are limited as requested; counts include everything.
 *
 * @param from null if there is none; then the commits are the newest ones of {@code to}, and older ones are not counted
 * @param kinship of {@code to} to {@code from}; null if unknown
 * @param missing why the changes are unknown; null if they are known
 * @param commits that {@code to} has and {@code from} lacks, newest first
 * @param lost commits that {@code from} has and {@code to} lacks, newest first
 * @param files that differ
 * @param marks the changed files of each mark that has any
 * @param labels those that any of the commits has, including commits that are not listed
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

    /** Changes that cannot be determined. */
    public static Changes unknown(@Nullable Sha from, Sha to, @Nullable String missing) {
        return new Changes(from, to, null, missing, Some.none(), Some.none(), Some.none(), Map.of(), List.of());
    }

    /** The first elements of a list, and its full length. */
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
     * @param path relative to the root of the repository
     * @param status added, modified, deleted, renamed, copied or retyped (for instance, a file became a symbolic link)
     * @param previous its path before it was renamed or copied; null otherwise
     */
    public record File(String path, String status, @Nullable String previous) {}
}
