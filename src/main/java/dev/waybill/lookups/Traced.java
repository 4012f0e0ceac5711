package dev.waybill.lookups;

import dev.waybill.apps.config.ChangeConfig;
import dev.waybill.forge.Origin;
import dev.waybill.forge.Origin.PullRequest;
import dev.waybill.origins.Known;
import dev.waybill.origins.Links;
import dev.waybill.vcs.Changes;
import dev.waybill.vcs.Commit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A comparison, and where its commits come from.
 *
 * @param config which labels and marks people want to see
 */
public record Traced(Comparison comparison, Known known, Links links, ChangeConfig config) {
    /**
     * What people want to know about before a deploy.
     *
     * @param files that match the patterns of the mark
     * @param pullRequests that have a label of its name
     */
    public record Marked(Changes.Some<String> files, List<PullRequest> pullRequests) {}

    public Changes changes() {
        return comparison.changes();
    }

    /** The page with the changes at the code host. */
    public Optional<String> link() {
        var from = comparison.from();
        return links.compare(from == null ? null : from.sha(), comparison.to().sha());
    }

    /** Where a commit comes from; empty if that is not known. */
    public Optional<Origin> origin(Commit commit) {
        return Optional.ofNullable(known.origins().get(commit.sha()));
    }

    /** The labels of a commit that people want to see: those of its message, and those of its pull requests. */
    public List<String> labels(Commit commit) {
        return config.labels().stream()
                .filter(label ->
                        commit.labels().contains(label) || pullRequests(commit).anyMatch(pull -> hasLabel(pull, label)))
                .toList();
    }

    /** The same of all commits that are new. */
    public List<String> labels() {
        return config.labels().stream()
                .filter(label -> changes().labels().contains(label)
                        || changes().commits().first().stream()
                                .flatMap(this::pullRequests)
                                .anyMatch(pull -> hasLabel(pull, label)))
                .toList();
    }

    /** The marks that any file or pull request has. */
    public Map<String, Marked> marks() {
        var marks = new LinkedHashMap<String, Marked>();
        config.mark().keySet().forEach(name -> {
            var files = changes().marks().getOrDefault(name, Changes.Some.none());
            var pulls = pullRequests().filter(pull -> hasLabel(pull, name)).toList();
            if (files.count() > 0 || !pulls.isEmpty()) {
                marks.put(name, new Marked(files, pulls));
            }
        });
        return marks;
    }

    /** Those of all commits that are listed, each once. */
    private Stream<PullRequest> pullRequests() {
        return Stream.of(changes().commits(), changes().lost())
                .flatMap(commits -> commits.first().stream())
                .flatMap(this::pullRequests)
                .distinct();
    }

    private Stream<PullRequest> pullRequests(Commit commit) {
        return origin(commit).stream().flatMap(origin -> origin.pullRequests().stream());
    }

    private static boolean hasLabel(PullRequest pull, String label) {
        return pull.labels().stream().anyMatch(label::equalsIgnoreCase);
    }
}
