import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Why 500 environments wait, in each of which something is live and something waits, one after the other. */
final class WaitingEnvironments implements Workload {
    private static final int APPS = 10;
    private static final int LANES = 500;

    @Override
    public List<Figure> measure(Testbed testbed) throws Exception {
        prepare(testbed);
        var each = new ArrayList<Double>();
        var all = Timing.repeated(7, () -> {
            for (var i = 0; i < LANES; i++) {
                var path = "/api/0/apps/%s/envs/%s/explain/".formatted(app(i), environment(i));
                each.add(Timing.millis(() -> testbed.get(path)));
            }
        });
        tidy(testbed);
        return List.of(
                Figure.millis("all gates for one candidate", Timing.median(each), 0, "under 5 ms"),
                Figure.millis("why 500 environments wait", Timing.median(all), 0, "under 500 ms"));
    }

    /** Deploys to each of them once, then drains the server and requests a second deploy of each. */
    private static void prepare(Testbed testbed) throws Exception {
        var repository = testbed.repository("gates", 5);
        var environments = new TreeMap<String, Object>();
        for (var i = 0; i < LANES; i++) {
            environments.put(environment(i), Map.of());
        }
        for (var i = 0; i < APPS; i++) {
            testbed.app(app(i), repository, "true");
            testbed.send("PUT", "/api/0/apps/" + app(i) + "/", Map.of("environments", environments));
        }
        requestAll(testbed);
        while (!testbed.get("/api/0/deploys/?status=pending&status=in_progress").isEmpty()) {
            Thread.sleep(100);
        }
        testbed.send("PUT", "/api/0/drain/", Map.of());
        requestAll(testbed);
    }

    private static void requestAll(Testbed testbed) throws Exception {
        for (var i = 0; i < LANES; i++) {
            testbed.send("POST", "/api/0/%s/deploy?env=%s".formatted(app(i), environment(i)), Map.of());
        }
    }

    /** Nothing of this is in the way of what is measured next. */
    private static void tidy(Testbed testbed) throws Exception {
        for (var i = 0; i < LANES; i++) {
            testbed.send("PUT", "/api/0/deploys/%s/%s/2/".formatted(app(i), environment(i)), Map.of("status", "cancelled"));
        }
        testbed.send("DELETE", "/api/0/drain/", Map.of());
    }

    private static String app(int lane) {
        return "gates-" + lane % APPS;
    }

    private static String environment(int lane) {
        return "env-%02d".formatted(lane / APPS);
    }
}
