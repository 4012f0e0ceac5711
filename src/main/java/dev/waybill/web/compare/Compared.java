package dev.waybill.web.compare;

import dev.waybill.apps.config.Difference;
import dev.waybill.lookups.Traced;
import dev.waybill.vcs.Changes;
import dev.waybill.vcs.Commit;
import dev.waybill.vcs.RepositoryUrl;
import dev.waybill.web.shown.CommitRow;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A comparison of two deploys, environments or commits.
 *
 * @param from null if there is none
 * @param differences between the configurations that both used; empty if one is no deploy
 */
public record Compared(Traced traced, @Nullable Side from, Side to, List<Difference> differences) {
    private static final int LONGEST_VALUE = 200;

    /** New and lost commits. */
    public List<Part> parts() {
        return Stream.of(
                        part("to-has", "%s only in the second", traced.changes().commits()),
                        part(
                                "from-has",
                                "%s only in the first",
                                traced.changes().lost()))
                .filter(part -> !part.rows().isEmpty())
                .toList();
    }

    private Part part(String id, String title, Changes.Some<Commit> commits) {
        var count = commits.count() == 1 ? "1 commit" : "%d commits".formatted(commits.count());
        return new Part(id, title.formatted(count), CommitRow.all(commits, traced), more(commits));
    }

    /**
     * Some commits below a heading.
     *
     * @param more how many are not shown
     */
    public record Part(String id, String title, List<CommitRow> rows, int more) {}

    public boolean areEqual() {
        return from != null && from.sha().equals(to.sha());
    }

    /** How many files are not shown. */
    public int moreFiles() {
        return more(traced.changes().files());
    }

    private static int more(Changes.Some<?> some) {
        return some.count() - some.first().size();
    }

    /** A value of a configuration; passwords within addresses are not shown. */
    public String value(String path, @Nullable Object value) {
        if (value == null) {
            return "–";
        }
        var text = path.equals("repository") ? RepositoryUrl.shown(value.toString()) : value.toString();
        return text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE) + "…" : text;
    }
}
