import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** From the start of a deploy of 20,000 files to its command, in a warm workspace against a fresh one. A few files change in between. */
final class WarmWorkspace implements Workload {
    private static final int TIMES = 5;
    private static final String CHANGE = "for i in 1 2 3; do date +%N > d1/f$i; done; echo > new$(date +%N); git add . && git -c user.name=Ann -c user.email=ann@example.com commit -q -m next";

    @Override
    public List<Figure> measure(Testbed testbed) throws Exception {
        var repository = testbed.repository("warm", 20_000);
        var begun = testbed.scratch().resolve("begun");
        for (var kind : List.of("fresh", "warm")) {
            testbed.app("large-" + kind, repository, "date +%s%3N > " + begun);
            testbed.send("PUT", "/api/0/apps/large-" + kind + "/", Map.of("workspace", kind));
            preparation(testbed, "large-" + kind, begun);
        }
        var fresh = new ArrayList<Double>();
        var warm = new ArrayList<Double>();
        for (var i = 0; i < TIMES; i++) {
            Shell.run(repository, CHANGE);
            fresh.add(preparation(testbed, "large-fresh", begun));
            warm.add(preparation(testbed, "large-warm", begun));
        }
        return List.of(Figure.millis("preparation in a warm workspace, 20,000 files", Timing.median(warm), Timing.median(fresh), "0.33 x of a fresh one"));
    }

    private static double preparation(Testbed testbed, String app, Path begun) throws IOException, InterruptedException {
        testbed.deployAndWait(app);
        var deploy = testbed.get("/api/0/deploys/?app=" + app + "&limit=1").get(0);
        return Long.parseLong(Files.readString(begun).strip())
                - Instant.parse(deploy.get("dateStarted").asString()).toEpochMilli();
    }
}
