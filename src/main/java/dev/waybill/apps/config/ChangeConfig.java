package dev.waybill.apps.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What of a repository is the app's, and what people want to know of its changes.
 *
 * @param paths globs, {@link dev.waybill.vcs.globs.Glob}; empty for the whole repository
 * @param mark globs by the name under which files are shown that match one
 * @param labels words to look for in the messages of commits
 */
public record ChangeConfig(List<String> paths, Map<String, List<String>> mark, List<String> labels) {
    /** That of an app that says nothing of it. */
    public static final ChangeConfig NONE = new ChangeConfig(List.of(), Map.of(), List.of());

    public ChangeConfig {
        paths = List.copyOf(paths);
        var marks = new LinkedHashMap<String, List<String>>();
        mark.forEach((name, globs) -> marks.put(name, List.copyOf(globs)));
        mark = Collections.unmodifiableMap(marks);
        labels = List.copyOf(labels);
    }
}
