package dev.waybill.web.newdeploy;

import dev.waybill.checks.CheckState;
import dev.waybill.forge.Origin;
import dev.waybill.forge.Origin.PullRequest;
import dev.waybill.lookups.Traced;
import dev.waybill.vcs.Changes;
import dev.waybill.vcs.Commit;
import dev.waybill.vcs.Sha;
import dev.waybill.web.apps.CommitRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a deploy would bring.
 *
 * @param states the checks of commits, as far as they are known
 */
public record Outgoing(Traced traced, Map<Sha, CheckState> states, Instant now) {
    /** More places would hide the most important ones. */
    private static final int MOST_PLACES = 12;

    public Outgoing {
        states = Map.copyOf(states);
    }

    public Changes changes() {
        return traced.changes();
    }

    public int count() {
        return changes().commits().count();
    }

    public List<CommitRow> commits() {
        return rows(changes().commits());
    }

    /** Commits that are live and would not be any more. */
    public List<CommitRow> lost() {
        return rows(changes().lost());
    }

    private List<CommitRow> rows(Changes.Some<Commit> commits) {
        return commits.first().stream()
                .map(commit -> new CommitRow(
                        commit,
                        states.get(commit.sha()),
                        traced.origin(commit).map(Origin::pullRequests).orElse(List.of()),
                        traced.labels(commit).stream().map(CommitRow.Chip::of).toList(),
                        now))
                .toList();
    }

    /** How many people wrote the commits that are listed. */
    public int people() {
        return (int) changes().commits().first().stream()
                .map(Commit::author)
                .distinct()
                .count();
    }

    public List<PullRequest> pulls() {
        return changes().commits().first().stream()
                .flatMap(commit -> traced.origin(commit).stream())
                .flatMap(origin -> origin.pullRequests().stream())
                .distinct()
                .toList();
    }

    /** The marks of a file. */
    public List<String> marks(String path) {
        return changes().marks().entrySet().stream()
                .filter(mark -> mark.getValue().first().contains(path))
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * A marked file, or a directory in which files change.
     *
     * @param files how many
     */
    public record Place(String path, int files, List<String> marks) {}

    /** Marked files first, then the directories with the most files. */
    public List<Place> places() {
        var places = new ArrayList<Place>();
        var directories = new LinkedHashMap<String, Integer>();
        for (var file : changes().files().first()) {
            var marks = marks(file.path());
            if (marks.isEmpty()) {
                directories.merge(directory(file.path()), 1, Integer::sum);
            } else {
                places.add(new Place(file.path(), 1, marks));
            }
        }
        directories.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .forEach(each -> places.add(new Place(each.getKey(), each.getValue(), List.of())));
        return places.stream().limit(MOST_PLACES).toList();
    }

    private static String directory(String path) {
        var parts = path.split("/", 3);
        return parts.length == 1 ? path : parts.length == 2 ? parts[0] + "/" : "%s/%s/".formatted(parts[0], parts[1]);
    }

    /**
     * What people should know before they deploy.
     *
     * @param text the important word first
     */
    public record Unusual(String icon, String text, String more) {}

    List<Unusual> unusual() {
        var marked = traced.marks().entrySet().stream().map(mark -> {
            var files = mark.getValue().files();
            var icon = CommitRow.Chip.of(mark.getKey()).icon();
            return files.count() == 0
                    ? new Unusual(icon, mark.getKey(), "")
                    : new Unusual(icon, files.count() + "\u00a0" + mark.getKey(), String.join(", ", first(files)));
        });
        var lost = changes().lost().count() == 0
                ? Stream.<Unusual>of()
                : Stream.of(new Unusual(
                        "undo-2",
                        changes().lost().count() == 1
                                ? "1 commit that is live gets lost"
                                : changes().lost().count() + " commits that are live get lost",
                        ""));
        return Stream.concat(marked, lost).toList();
    }

    private static List<String> first(Changes.Some<String> files) {
        return files.first().stream().limit(3).toList();
    }
}
