package dev.waybill.notifiers.slack;

import dev.waybill.spi.notices.NoticeCommit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One message to authors whose commits are live, as it is remembered.
 *
 * @param member to whom it goes directly; null if it is a reply in the thread of the deploy's message
 * @param authors whose commits it names
 * @param posting the first attempt to post it; null before
 * @param isOver whether it was posted, or cannot be
 */
record Letter(@Nullable String member, List<Author> authors, Memory.@Nullable Intent posting, boolean isOver) {
    private static final int MOST_COMMITS = 5;
    private static final int LONGEST_TITLE = 100;

    Letter {
        authors = List.copyOf(authors);
    }

    /**
     * A member and what they wrote.
     *
     * @param commits some of them, newest first
     * @param more how many others there are
     */
    record Author(String member, List<Commit> commits, int more) {
        Author {
            commits = List.copyOf(commits);
        }

        static Author of(String member, List<Commit> all) {
            var shown = all.stream().limit(MOST_COMMITS).toList();
            return new Author(member, shown, all.size() - shown.size());
        }

        private String commits(boolean withTitles) {
            var list = commits.stream().map(it -> it.line(withTitles)).collect(Collectors.joining(", "));
            return more == 0 ? list : "%s and %d more".formatted(list, more);
        }
    }

    /**
     * A commit.
     *
     * @param sha abbreviated
     * @param title in markup, in which nothing mentions anybody or is a link; asterisks and the like can format it
     */
    record Commit(String sha, String title) {
        private static final int SHORT_SHA = 7;

        static Commit of(NoticeCommit commit) {
            var title = SlackText.cut(commit.title(), LONGEST_TITLE).replace("`", "`\u200b"); // code hides mentions
            return new Commit(commit.sha().substring(0, SHORT_SHA), title);
        }

        private String line(boolean withTitle) {
            return withTitle ? "%s %s".formatted(sha, title) : sha;
        }
    }

    /** What is to be posted about some commits. Who is no member is left out. */
    static List<Letter> all(List<NoticeCommit> commits, Members members, boolean isDirect) {
        var byMember = new LinkedHashMap<String, List<Commit>>();
        for (var commit : commits) {
            members.of(commit.email())
                    .ifPresent(member -> byMember.computeIfAbsent(member, _ -> new ArrayList<>())
                            .add(Commit.of(commit)));
        }
        var authors = byMember.entrySet().stream()
                .map(it -> Author.of(it.getKey(), it.getValue()))
                .toList();
        if (isDirect) {
            return authors.stream()
                    .map(it -> new Letter(it.member(), List.of(it), null, false))
                    .toList();
        }
        return authors.isEmpty() ? List.of() : List.of(new Letter(null, authors, null, false));
    }

    /** @param intent null if no attempt can have posted it */
    Letter posting(Memory.@Nullable Intent intent) {
        return new Letter(member, authors, intent, false);
    }

    Letter over() {
        return new Letter(member, authors, posting, true);
    }

    /** @param link to the deploy, in markup */
    Look look(String environment, String link) {
        var text = text(environment, link, true);
        var fitting = text.length() <= Blocks.LONGEST_SECTION ? text : text(environment, link, false);
        return new Look(fitting, List.of(Blocks.markup(fitting)));
    }

    private String text(String environment, String link, boolean withTitles) {
        var where = "Went live in %s".formatted(SlackText.escaped(environment));
        if (member != null) {
            return "%s with %s: %s".formatted(where, link, authors.getFirst().commits(withTitles));
        }
        return authors.stream()
                .map(it -> "<@%s>: %s".formatted(it.member(), it.commits(withTitles)))
                .collect(Collectors.joining("\n", where + ":\n", ""));
    }
}
