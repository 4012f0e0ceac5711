package dev.waybill.vcs.history;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Extracts metadata from the message of a commit. */
record Message(String text) {
    private static final int LONGEST_TITLE = 500;
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\x{2028}\\x{2029}]+");

    /** The title formats of GitHub, Gitea, Bitbucket and Azure. */
    private static final Pattern IN_TITLE = Pattern.compile("\\(#(\\d{1,9})\\)$"
            + "|^Merge pull request #(\\d{1,9})(?: |$)"
            + "|^Merge pull request '.*' \\(#(\\d{1,9})\\) from "
            + "|\\(pull request #(\\d{1,9})\\)$"
            + "|^Merged PR (\\d{1,9}): ");

    /** GitLab's format, after the title. */
    private static final Pattern IN_BODY =
            Pattern.compile("^See merge request \\S*!(\\d{1,9})\\s*$", Pattern.MULTILINE);

    private static final Pattern LABELS =
            Pattern.compile("^labels?:(.*)$", Pattern.MULTILINE | Pattern.CASE_INSENSITIVE);

    /** The first line that is not blank, without control characters. */
    String title() {
        var line = text.stripLeading().lines().findFirst().orElse("");
        var title = oneLine(line);
        if (title.length() <= LONGEST_TITLE) {
            return title;
        }
        var end = Character.isHighSurrogate(title.charAt(LONGEST_TITLE - 1)) ? LONGEST_TITLE - 1 : LONGEST_TITLE;
        return title.substring(0, end) + "…";
    }

    /** Removes control characters, which terminals would interpret. */
    static String oneLine(String text) {
        return CONTROL.matcher(text).replaceAll(" ").strip();
    }

    /** The number of its pull request or merge request; null if the message has none. */
    @Nullable
    Integer pullRequest() {
        return Stream.of(IN_TITLE.matcher(title()), IN_BODY.matcher(text))
                .filter(it -> it.find())
                .flatMap(it -> IntStream.rangeClosed(1, it.groupCount())
                        .mapToObj(it::group)
                        .filter(Objects::nonNull))
                .map(Integer::valueOf)
                .findFirst()
                .orElse(null);
    }

    /** The words that are in brackets in the title, or in a line such as {@code Labels: one, other}. Ignores case. */
    List<String> labels(List<String> words) {
        if (words.isEmpty()) {
            return List.of();
        }
        var title = title().toLowerCase(Locale.ROOT);
        var named = named();
        return words.stream()
                .filter(word -> title.contains("[" + word.toLowerCase(Locale.ROOT) + "]")
                        || named.contains(word.toLowerCase(Locale.ROOT)))
                .toList();
    }

    private Set<String> named() {
        return LABELS.matcher(text)
                .results()
                .flatMap(line -> Arrays.stream(line.group(1).split(",")))
                .map(word -> word.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }
}
