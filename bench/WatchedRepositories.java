import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What it costs to watch five hundred repositories over HTTPS while nobody pushes, and how long the one waits that waits longest. All have
 * been seen for the first time, which counts as a change, so all are to be looked at as often as possible: this is the worst case.
 */
final class WatchedRepositories implements Workload {
    private static final int COUNT = 500;

    private final Duration measured;

    /** @param minutes how long it is measured */
    WatchedRepositories(int minutes) {
        this.measured = Duration.ofMinutes(minutes);
    }

    @Override
    public List<Figure> measure(Testbed testbed) throws Exception {
        var directory = testbed.scratch().resolve("watching");
        var source = testbed.repository("watched", 5);
        try (var host = GitHost.start(directory, source.resolve(".git"));
                var server = Served.start(testbed.home(), directory, testbed.databases(), host.trust())) {
            for (var i = 0; i < COUNT; i++) {
                server.send("POST", "/api/0/apps/", Map.of(
                        "name", "watched-" + i, "provider", "shell", "repository", host.url("r" + i), "deploy", "true",
                        "environments", Map.of("production", Map.of("auto", Map.of("on", "push")))));
            }
            for (var i = 0; i < COUNT; i++) {
                awaitLive(server, "watched-" + i);
            }
            Thread.sleep(Duration.ofSeconds(90)); // until all have been looked at since
            return figures(host, server);
        }
    }

    private static void awaitLive(Served server, String app) throws Exception {
        while (server.get("/api/0/apps/%s/envs/production/".formatted(app)).get("live").isNull()) {
            Thread.sleep(Duration.ofSeconds(1));
        }
    }

    private List<Figure> figures(GitHost host, Served server) throws Exception {
        host.forget();
        var begin = System.nanoTime();
        var own = server.ticks();
        var compilers = server.ticksOfCompilers();
        var ofCommands = server.ticksOfCommands();
        Thread.sleep(measured);
        compilers = server.ticksOfCompilers() - compilers;
        own = server.ticks() - own - compilers;
        ofCommands = server.ticksOfCommands() - ofCommands;
        var end = System.nanoTime();
        var gaps = new ArrayList<Double>();
        var count = 0;
        for (var i = 0; i < COUNT; i++) {
            var looks = new ArrayList<>(host.looks().getOrDefault("r" + i, List.of()));
            count += looks.size();
            looks.addFirst(begin);
            looks.addLast(end);
            for (var j = 1; j < looks.size(); j++) {
                gaps.add((looks.get(j) - looks.get(j - 1)) / 1e9);
            }
        }
        var seconds = (double) measured.toSeconds();
        return List.of(
                new Figure("CPU but for its JIT, watching " + COUNT, own / seconds, "%", 0, "under 5 % with its git"),
                new Figure("CPU of its JIT, which ends", compilers / seconds, "%", 0, "-"),
                new Figure("CPU of its git", ofCommands / seconds, "%", 0, ""),
                new Figure("looks a minute", count / seconds * 60, "", 0, ""),
                new Figure("between two looks", Timing.median(gaps), "s", 0, ""),
                new Figure("longest time without a look", gaps.stream().max(Double::compare).orElseThrow(), "s", 0, "under 135 s"));
    }
}
