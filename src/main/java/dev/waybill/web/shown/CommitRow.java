package dev.waybill.web.shown;

import dev.waybill.forge.Origin;
import dev.waybill.forge.Origin.PullRequest;
import dev.waybill.lookups.Traced;
import dev.waybill.vcs.Changes;
import dev.waybill.vcs.Commit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A commit as displayed on pages.
 *
 * @param login the author's user name at the code host; null if unknown
 * @param labels of it that people want to see
 */
public record CommitRow(Commit commit, @Nullable String login, List<PullRequest> pullRequests, List<String> labels) {
    public static List<CommitRow> all(Changes.Some<Commit> commits, Traced traced) {
        return commits.first().stream().map(commit -> of(commit, traced)).toList();
    }

    private static CommitRow of(Commit commit, Traced traced) {
        var origin = traced.origin(commit);
        return new CommitRow(
                commit,
                origin.map(Origin::author).orElse(null),
                origin.map(Origin::pullRequests).orElse(List.of()),
                traced.labels(commit));
    }

    /** The page with where it is live. */
    public String path() {
        return "/commits/" + commit.sha().hex();
    }
}
