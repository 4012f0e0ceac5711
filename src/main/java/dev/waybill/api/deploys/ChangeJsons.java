package dev.waybill.api.deploys;

import dev.waybill.deploys.Deploy;
import dev.waybill.forge.Origin;
import dev.waybill.forge.Origin.PullRequest;
import dev.waybill.lookups.Comparison;
import dev.waybill.lookups.Traced;
import dev.waybill.vcs.Changes;
import dev.waybill.vcs.Commit;
import dev.waybill.vcs.Kinship;
import dev.waybill.wire.ChangesJson;
import dev.waybill.wire.RemoteChangeJson;
import dev.waybill.wire.Times;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds the JSON of changes. */
public final class ChangeJsons {
    private ChangeJsons() {}

    public static ChangesJson of(Traced traced) {
        var comparison = traced.comparison();
        var changes = comparison.changes();
        var kinship = changes.kinship();
        return new ChangesJson(
                comparison.from() == null ? null : side(comparison.from()),
                side(comparison.to()),
                relation(kinship),
                kinship == null ? null : Integer.valueOf(kinship.ahead()),
                kinship == null ? null : Integer.valueOf(kinship.behind()),
                message(comparison),
                commits(traced, changes.commits()),
                changes.commits().count(),
                commits(traced, changes.lost()),
                changes.lost().count(),
                changes.files().first().stream()
                        .map(file -> new ChangesJson.ChangedFile(file.path(), file.status(), file.previous()))
                        .toList(),
                changes.files().count(),
                marks(traced),
                traced.labels(),
                traced.link().orElse(null),
                traced.known().trouble());
    }

    private static Map<String, ChangesJson.Mark> marks(Traced traced) {
        var marks = new LinkedHashMap<String, ChangesJson.Mark>();
        traced.marks().forEach((name, marked) -> {
            var pulls = marked.pullRequests().stream().map(PullRequest::number).toList();
            marks.put(
                    name,
                    new ChangesJson.Mark(marked.files().first(), marked.files().count(), pulls));
        });
        return marks;
    }

    private static ChangesJson.Side side(Comparison.Side side) {
        Deploy deploy = side.deploy();
        return new ChangesJson.Side(side.ref(), side.sha().hex(), deploy == null ? null : deploy.name());
    }

    private static String relation(@Nullable Kinship kinship) {
        if (kinship == null) {
            return "unknown";
        }
        if (kinship.isSame()) {
            return "same";
        }
        return kinship.isAhead() ? "ahead" : kinship.isBehind() ? "behind" : "diverged";
    }

    private static @Nullable String message(Comparison comparison) {
        return comparison.from() == null
                ? "nothing is live yet; these are the newest commits of %s"
                        .formatted(comparison.to().ref())
                : comparison.changes().missing();
    }

    private static List<ChangesJson.Commit> commits(Traced traced, Changes.Some<Commit> commits) {
        return commits.first().stream().map(commit -> commit(traced, commit)).toList();
    }

    private static ChangesJson.Commit commit(Traced traced, Commit commit) {
        var origin = traced.origin(commit);
        return new ChangesJson.Commit(
                commit.sha().hex(),
                commit.title(),
                commit.author(),
                Times.text(commit.committed()),
                commit.pullRequest(),
                traced.labels(commit),
                traced.links().commit(commit.sha()).orElse(null),
                origin.map(Origin::author).orElse(null),
                origin.map(it -> it.pullRequests().stream()
                                .map(ChangeJsons::pull)
                                .toList())
                        .orElse(null));
    }

    private static ChangesJson.PullRequest pull(PullRequest pull) {
        return new ChangesJson.PullRequest(
                pull.number(), pull.title(), pull.link(), pull.author(), pull.isMerged(), pull.labels());
    }

    /** The commits in the format of the old service. */
    public static List<RemoteChangeJson> old(Comparison comparison) {
        return comparison.changes().commits().first().stream()
                .map(commit -> new RemoteChangeJson(
                        commit.sha().hex(),
                        commit.sha().abbreviated(),
                        commit.title(),
                        Times.text(commit.authored()),
                        Times.text(commit.committed()),
                        new RemoteChangeJson.Author(commit.author(), Times.text(commit.authored()))))
                .toList();
    }
}
