package dev.waybill.vcs.history;

import dev.waybill.vcs.ChangeQuery;
import dev.waybill.vcs.Changes;
import dev.waybill.vcs.globs.Glob;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Parses the files of a diff, and finds those of each mark. */
final class ChangedFiles {
    private final int limit;
    private final Found<Changes.File> files = new Found<>();
    private final Map<String, Marked> marked = new LinkedHashMap<>();

    private ChangedFiles(ChangeQuery query) {
        limit = query.limit();
        query.marks().forEach((name, patterns) -> marked.put(name, new Marked(patterns)));
    }

    /**
     * @param fields for each file its status letter, possibly followed by a number, and its path; for renames, the old
     *     path comes first
     */
    static ChangedFiles read(Fields fields, ChangeQuery query) throws IOException {
        var files = new ChangedFiles(query);
        for (var letter = fields.next(); letter != null; letter = fields.next()) {
            var path = fields.rest();
            files.add(
                    letter.startsWith("R") || letter.startsWith("C")
                            ? new Changes.File(fields.rest(), status(letter), path)
                            : new Changes.File(path, status(letter), null));
        }
        return files;
    }

    private static String status(String letter) {
        return switch (letter.substring(0, 1)) {
            case "A" -> "added";
            case "D" -> "deleted";
            case "R" -> "renamed";
            case "C" -> "copied";
            case "T" -> "retyped";
            default -> "modified";
        };
    }

    private void add(Changes.File file) {
        files.add(file, limit);
        marked.values().stream().filter(mark -> mark.means(file)).forEach(mark -> mark.add(file.path(), limit));
    }

    Changes.Some<Changes.File> files() {
        return files.some();
    }

    Map<String, Changes.Some<String>> marks() {
        var marks = new LinkedHashMap<String, Changes.Some<String>>();
        marked.forEach((name, found) -> {
            if (found.count > 0) {
                marks.put(name, found.some());
            }
        });
        return marks;
    }

    private static class Found<T> {
        private final List<T> first = new ArrayList<>();
        int count;

        void add(T one, int limit) {
            if (count++ < limit) {
                first.add(one);
            }
        }

        Changes.Some<T> some() {
            return new Changes.Some<>(first, count);
        }
    }

    private static final class Marked extends Found<String> {
        private final List<Glob> globs;

        Marked(List<String> patterns) {
            globs = patterns.stream().map(Glob::new).toList();
        }

        boolean means(Changes.File file) {
            return globs.stream()
                    .anyMatch(it -> it.matches(file.path()) || file.previous() != null && it.matches(file.previous()));
        }
    }
}
