import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A look at a repository with twenty thousand tags, all of which are wanted: over HTTPS, and by git. */
final class ManyRefs implements Workload {
    private static final int REFS = 20_000;
    private static final int LOOKS = 15;

    @Override
    public List<Figure> measure(Testbed testbed) throws Exception {
        var directory = testbed.scratch().resolve("refs");
        var source = testbed.repository("refs", 5);
        var sha = Shell.output(source, "git rev-parse HEAD");
        Files.writeString(
                source.resolve(".git/packed-refs"),
                IntStream.range(0, REFS)
                        .mapToObj(i -> "%s refs/tags/v1.%05d\n".formatted(sha, i))
                        .collect(Collectors.joining("", "# pack-refs with: peeled fully-peeled sorted \n", "")));
        var bare = Timing.median(Timing.repeated(LOOKS, () -> Shell.run(source, "git ls-remote --tags . > /dev/null")));
        try (var host = GitHost.start(directory, source.resolve(".git"))) {
            var few = "file://" + testbed.repository("few-refs", 5);
            var ways = List.of(
                    new Way("over HTTPS", host.url("r"), host.trust(), 0),
                    new Way("by git from a file", "file://" + source, Map.of(), bare));
            var figures = new ArrayList<Figure>();
            for (var way : ways) {
                figures.addAll(figures(testbed, few, way));
            }
            return figures;
        }
    }

    /** @param bare what git alone takes, in milliseconds */
    private record Way(String name, String url, Map<String, String> variables, double bare) {}

    /** Each way has a server of its own: what one way needs does not count for the other. */
    private static List<Figure> figures(Testbed testbed, String few, Way way) throws Exception {
        var directory = testbed.scratch().resolve("refs-" + way.name().replace(' ', '-'));
        try (var server = Served.start(testbed.home(), directory, testbed.databases(), way.variables())) {
            looks(server, "refs-few", few); // what any look and any deploy needs is there
            var idle = server.residentMegabytes();
            server.forgetMostMegabytes();
            var ticks = server.ticks() - server.ticksOfCompilers();
            var median = looks(server, "refs", way.url());
            ticks = server.ticks() - server.ticksOfCompilers() - ticks;
            return List.of(
                    Figure.millis("look at 20,000 refs " + way.name(), median, way.bare(), "under 200 ms"),
                    new Figure("CPU of the server for each, but for its JIT", ticks * 10.0 / LOOKS, "ms", 0, "under 200 ms"),
                    new Figure("most memory for such looks", server.mostMegabytes() - idle, "MB", 0, "under 50 MB"));
        }
    }

    /** The median in milliseconds, from the request until the answer is recorded. */
    private static double looks(Served server, String app, String url) throws Exception {
        server.send("POST", "/api/0/apps/", Map.of(
                "name", app, "provider", "shell", "repository", url, "deploy", "true",
                "environments", Map.of("production", Map.of("auto", Map.of("on", "tag", "tags", "v*")))));
        while (seen(server, app).equals("null")) {
            Thread.sleep(100);
        }
        Timing.Work once = () -> {
            var before = seen(server, app);
            server.send("POST", "/api/0/apps/%s/envs/production/look/".formatted(app), Map.of());
            while (seen(server, app).equals(before)) {
                Thread.sleep(10); // each question costs something, too
            }
        };
        var all = new ArrayList<Double>();
        for (var i = 0; i < LOOKS; i++) {
            Thread.sleep(1_200); // they are a second apart
            all.add(Timing.millis(once));
        }
        return Timing.median(all);
    }

    private static String seen(Served server, String app) throws IOException, InterruptedException {
        return server.get("/api/0/apps/%s/envs/production/".formatted(app)).at("/watch/dateSeen").asString("null");
    }
}
