package dev.waybill.vcs;

import dev.waybill.vcs.globs.Glob;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which changes between two commits to return.
 *
 * @param paths globs, {@link Glob}; only commits and files that match one are included; empty for all
 * @param marks globs by mark; a mark lists the changed files that match one of its globs
 * @param labels words to look for in the messages of commits
 * @param limit maximum length of each list of commits and of files
 */
public record ChangeQuery(List<String> paths, Map<String, List<String>> marks, List<String> labels, int limit) {
    public ChangeQuery {
        paths = List.copyOf(paths);
        marks = Collections.unmodifiableMap(new LinkedHashMap<>(marks));
        labels = List.copyOf(labels);
    }
}
