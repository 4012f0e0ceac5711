import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What lies between two commits 10,000 apart, a thousand files among it. */
final class DistantCommits implements Workload {
    private static final int TIMES = 7;
    private static final int COMMITS = 10_000;

    @Override
    public List<Figure> measure(Testbed testbed) throws Exception {
        var repository = testbed.repository("changes", 5);
        testbed.app("changes", repository, "true");
        testbed.deployAndWait("changes");
        var commits = Files.writeString(testbed.scratch().resolve("changes.import"), commits());
        Shell.run(repository, "git fast-import --quiet --force < " + commits);
        var head = Files.readString(repository.resolve(".git/refs/heads/main")).strip();
        var path = "/api/0/apps/changes/changes/?from=:production&to=%s&limit=250".formatted(head);
        testbed.get(path);
        var whole = Timing.repeated(TIMES, () -> testbed.get(path));
        var bare = Timing.repeated(TIMES, () -> plain(repository));
        return List.of(Figure.millis("changes of 10,000 commits", Timing.median(whole), Timing.median(bare), "under 500 ms"));
    }

    private static void plain(Path repository) throws Exception {
        var range = "HEAD~%d".formatted(COMMITS);
        Shell.run(repository, "git log --oneline %1$s..HEAD > /dev/null && git diff --stat %1$s HEAD > /dev/null".formatted(range));
    }

    /** A stream for git fast-import. */
    private static String commits() {
        var stream = new StringBuilder();
        for (var i = 0; i < COMMITS; i++) {
            var file = "file-%d %d\n".formatted(i % 1000, i);
            stream.append("commit refs/heads/main\ncommitter Ann <ann@example.com> %d +0000\n".formatted(1_700_000_000 + i));
            stream.append("data <<END\nChange %d (#%d)\nEND\n".formatted(i, i));
            stream.append(i == 0 ? "from refs/heads/main^0\n" : "");
            stream.append("M 100644 inline dir-%d/file-%d\ndata %d\n%s\n".formatted(i % 10, i % 1000, file.length(), file));
        }
        return stream.toString();
    }
}
