package dev.waybill.artifacts;

import dev.waybill.apps.config.text.Sizes;
import dev.waybill.workspaces.WorkspaceFiles.Found;
import dev.waybill.workspaces.WorkspaceFiles.Listing;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which of the files that were found are kept: in the order of their names, as many as fit.
 *
 * @param notes why others are not, a sentence for each of the first ones
 * @param more how many others are not
 */
record Choice(List<String> names, List<String> notes, long more) {
    static final int MOST = 1_000;

    /** So many files are named in the log. */
    static final int NAMED = 50;

    /** In bytes. */
    private static final int LONGEST_NAME = 1_000;

    /** @param limit in bytes, for all of them together */
    static Choice of(Listing listing, long limit) {
        var names = new ArrayList<String>();
        var notes = new ArrayList<String>();
        var more = listing.more();
        var total = 0L;
        for (var file : listing.files().stream()
                .sorted(Comparator.comparing(Found::name))
                .toList()) {
            if (isNamable(file) && total + file.bytes() <= limit && names.size() < MOST) {
                names.add(file.name());
                total += file.bytes();
            } else if (notes.size() < NAMED) {
                notes.add(whyNot(file, limit, names.size()));
            } else {
                more++;
            }
        }
        return new Choice(names, notes, more);
    }

    private static boolean isNamable(Found file) {
        return file.name().getBytes(StandardCharsets.UTF_8).length <= LONGEST_NAME;
    }

    private static String whyNot(Found file, long limit, int kept) {
        if (!isNamable(file)) {
            return note(file.name(), "its name has more than %,d bytes".formatted(LONGEST_NAME));
        }
        return kept < MOST
                ? exceeding(file.name(), file.bytes(), limit)
                : note(file.name(), "a deploy has at most %,d".formatted(MOST));
    }

    static String exceeding(String name, long bytes, long limit) {
        return note(name, "with its %s, all would exceed %s".formatted(Sizes.text(bytes), Sizes.text(limit)));
    }

    private static String note(String name, String why) {
        return "artifact %s was not kept: %s".formatted(name, why);
    }

    /** All that is to be said, with the notes on files that could not be kept later. */
    List<String> told(List<String> later) {
        var shown = Stream.concat(notes.stream(), later.stream()).limit(NAMED).toList();
        var rest = more + notes.size() + later.size() - shown.size();
        return rest == 0
                ? shown
                : Stream.concat(shown.stream(), Stream.of("and %,d more files were not kept".formatted(rest)))
                        .toList();
    }
}
