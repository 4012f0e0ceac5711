package dev.waybill.vcs.history;

import dev.waybill.vcs.ChangeQuery;
import dev.waybill.vcs.Changes;
import dev.waybill.vcs.Commit;
import dev.waybill.vcs.Kinship;
import dev.waybill.vcs.Sha;
import dev.waybill.vcs.git.Git;
import dev.waybill.vcs.globs.Glob;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The history of commits in one mirror. Contacts no repository; fails if a commit is not in the mirror. Blocks. */
public final class History {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Maximum number of messages that are searched for labels; further commits are only counted. */
    private static final int MOST_READ = 10_000;

    private final Git git;
    private final Path directory;

    public History(Git git, Path directory) {
        this.git = git;
        this.directory = directory;
    }

    public Kinship kinship(Sha base, Sha target) throws IOException, InterruptedException {
        var counts = read(Fields::rest, List.of("rev-list", "--left-right", "--count", base + "..." + target, "--"))
                .strip()
                .split("\t");
        return new Kinship(Integer.parseInt(counts[1]), Integer.parseInt(counts[0]));
    }

    public boolean isMended(Sha bad, Sha target) throws IOException, InterruptedException {
        return read(
                commits -> Mending.isMended(bad, commits),
                joined(commits("%H%x00%B"), Mending.GREP, List.of(bad + ".." + target, "--")));
    }

    /**
     * The last commit and all commits that are its ancestors and descend from the first; empty if it does not descend
     * from the first.
     */
    public Set<Sha> between(Sha first, Sha last) throws IOException, InterruptedException {
        if (first.equals(last)) {
            return Set.of(last); // git refuses this range
        }
        var lines = read(Fields::all, List.of("rev-list", "--ancestry-path", first + ".." + last, "--"));
        return lines.lines().map(Sha::new).collect(Collectors.toUnmodifiableSet());
    }

    /** The commits that were added to a branch since the first, oldest first; empty if the last does not descend from the first. */
    public List<Sha> firstParents(Sha first, Sha last) throws IOException, InterruptedException {
        if (kinship(first, last).behind() > 0) {
            return List.of();
        }
        var lines = read(Fields::all, List.of("rev-list", "--first-parent", "--reverse", first + ".." + last, "--"));
        return lines.lines().map(Sha::new).toList();
    }

    /** The names of branches and tags, as requests give them, those with the newest commits first. */
    public List<String> refs(int most) throws IOException, InterruptedException {
        return read(
                        Fields::all,
                        List.of(
                                "for-each-ref",
                                "--sort=-creatordate",
                                "--count=" + most,
                                "--format=%(refname:lstrip=2)",
                                "refs/heads",
                                "refs/tags"))
                .lines()
                .distinct()
                .toList();
    }

    public Changes changes(Sha from, Sha to, ChangeQuery query) throws IOException, InterruptedException {
        var kinship = kinship(from, to);
        var gained = listed(from + ".." + to, query);
        var lost = kinship.behind() == 0
                ? Changes.Some.<Commit>none()
                : listed(to + ".." + from, query).commits();
        var files = read(
                answer -> ChangedFiles.read(answer, query),
                joined(
                        List.of("diff-tree", "-r", "-z", "--name-status", "--find-renames", "-l400"),
                        List.of(from.hex(), to.hex(), "--"),
                        pathspecs(query)));
        return new Changes(
                from, to, kinship, null, gained.commits(), lost, files.files(), files.marks(), gained.labels());
    }

    /** The newest commits up to one, without a base to compare it with. */
    public Changes newest(Sha to, ChangeQuery query) throws IOException, InterruptedException {
        var commits = listed(to.hex(), query, query.limit());
        return new Changes(
                null,
                to,
                null,
                null,
                commits.commits(),
                Changes.Some.none(),
                Changes.Some.none(),
                Map.of(),
                commits.labels());
    }

    private CommitList listed(String range, ChangeQuery query) throws IOException, InterruptedException {
        var list = listed(range, query, MOST_READ);
        if (list.commits().count() < MOST_READ) {
            return list;
        }
        var all = read(
                Fields::rest,
                joined(List.of("rev-list", "--count", "--show-pulls", range, "--"), pathspecs(query), List.of()));
        return list.counting(Integer.parseInt(all.strip()));
    }

    /**
     * Includes merges that changed the paths, even if only one of their parents did, because the merge has the pull
     * request's number.
     */
    private CommitList listed(String range, ChangeQuery query, int most) throws IOException, InterruptedException {
        return read(
                commits -> CommitList.read(commits, query),
                joined(
                        commits(CommitList.FORMAT, "--show-pulls", "--max-count=" + most, range, "--"),
                        pathspecs(query),
                        List.of()));
    }

    /** A command that lists commits, newest first and children before parents, each after a NUL. */
    private static List<String> commits(String format, String... more) {
        return joined(
                List.of("log", "--date-order", "--encoding=UTF-8"),
                List.of("--format=tformat:%x00" + format),
                Arrays.asList(more));
    }

    private static List<String> pathspecs(ChangeQuery query) {
        return query.paths().stream().map(path -> new Glob(path).pathspec()).toList();
    }

    private static List<String> joined(List<String> first, List<String> second, List<String> third) {
        return Stream.of(first, second, third).flatMap(List::stream).toList();
    }

    private interface Reading<T> {
        T read(Fields fields) throws IOException;
    }

    private <T> T read(Reading<T> reading, List<String> command) throws IOException, InterruptedException {
        return git.read(directory, PATIENCE, answer -> reading.read(new Fields(answer)), command);
    }
}
