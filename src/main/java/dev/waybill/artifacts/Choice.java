package dev.waybill.artifacts;

import dev.waybill.apps.config.text.Sizes;
import dev.waybill.workspaces.WorkspaceFiles.Found;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which of the files that were found are kept: in the order of their names, as many as fit.
 *
 * @param notes why others are not, a sentence for each
 */
record Choice(List<String> names, List<String> notes) {
    static final int MOST = 1_000;

    /** In bytes. */
    private static final int LONGEST_NAME = 1_000;

    /** @param limit in bytes, for all of them together */
    static Choice of(List<Found> found, long limit) {
        var names = new ArrayList<String>();
        var notes = new ArrayList<String>();
        var total = 0L;
        for (var file : found.stream().sorted(Comparator.comparing(Found::name)).toList()) {
            var isNamable = file.name().getBytes(StandardCharsets.UTF_8).length <= LONGEST_NAME;
            if (isNamable && total + file.bytes() <= limit && names.size() < MOST) {
                names.add(file.name());
                total += file.bytes();
            } else if (!isNamable) {
                notes.add(note(file.name(), "its name has more than %,d bytes".formatted(LONGEST_NAME)));
            } else if (names.size() < MOST) {
                notes.add(exceeding(file.name(), file.bytes(), limit));
            } else {
                notes.add(note(file.name(), "a deploy has at most %,d".formatted(MOST)));
            }
        }
        return new Choice(names, notes);
    }

    static String exceeding(String name, long bytes, long limit) {
        return note(name, "with its %s, all would exceed %s".formatted(Sizes.text(bytes), Sizes.text(limit)));
    }

    private static String note(String name, String why) {
        return "artifact %s was not kept: %s".formatted(name, why);
    }
}
