package dev.waybill.apps.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which part of the repository belongs to the app, and what to point out in its changes.
 *
 * @param paths globs, {@link dev.waybill.vcs.globs.Glob}; empty for the whole repository
 * @param mark globs by the mark that files get which match one
 * @param labels words to look for in commit messages
 */
public record ChangeConfig(List<String> paths, Map<String, List<String>> mark, List<String> labels) {
    /** The default. */
    public static final ChangeConfig NONE = new ChangeConfig(List.of(), Map.of(), List.of());

    public ChangeConfig {
        paths = List.copyOf(paths);
        var marks = new LinkedHashMap<String, List<String>>();
        mark.forEach((name, globs) -> marks.put(name, List.copyOf(globs)));
        mark = Collections.unmodifiableMap(marks);
        labels = List.copyOf(labels);
    }
}
