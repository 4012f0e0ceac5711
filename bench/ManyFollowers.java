import java.time.Duration;
import java.util.List;

/** A thousand who follow one log that grows once a second. */
final class ManyFollowers implements Workload {
    private static final int FOLLOWERS = 1_000;
    private static final int SECONDS = 30;

    @Override
    public List<Figure> measure(Testbed testbed) throws Exception {
        testbed.app("followers", testbed.repository("followers", 5), "for i in $(seq 90); do echo line $i; sleep 1; done");
        var server = testbed.server();
        var path = "/api/0/deploys/" + testbed.deploy("followers") + "/log/stream";
        try (var few = new Followers(server, path, 10)) {
            few.follow(Duration.ofSeconds(5));
        }
        var memory = server.residentMegabytes();
        try (var all = new Followers(server, path, FOLLOWERS)) {
            all.follow(Duration.ofSeconds(10));
            var before = server.ticks();
            var events = all.follow(Duration.ofSeconds(SECONDS));
            var ticks = server.ticks() - before;
            return List.of(
                    new Figure("CPU of a core for 1,000 followers", ticks / (double) SECONDS, "%", 0, "under 20 %"),
                    new Figure("memory that they take", server.residentMegabytes() - memory, "MB", 0, "under 100 MB"),
                    new Figure("events that came to each in 30 s", (double) events / FOLLOWERS, "", SECONDS, "all (1.00 x)"));
        }
    }
}
