package dev.waybill.vcs;

import dev.waybill.vcs.globs.Glob;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What somebody wants to know of what changed.
 *
 * @param paths globs, {@link Glob}; only commits and files that match one count; empty for all
 * @param marks globs by the name under which the files that match one are shown
 * @param labels words to look for in the messages of commits
 * @param limit how many commits and files are listed at most, of each list
 */
public record ChangeQuery(List<String> paths, Map<String, List<String>> marks, List<String> labels, int limit) {
    public ChangeQuery {
        paths = List.copyOf(paths);
        marks = Collections.unmodifiableMap(new LinkedHashMap<>(marks));
        labels = List.copyOf(labels);
    }
}
