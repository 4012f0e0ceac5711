import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How long the pages take on a server with a long history, each on a connection of its own as a browser's first one.
 *
 * @param deploys how many the history has
 */
record Pages(int deploys) implements Workload {
    private static final int WARM_UP = 40;
    private static final int TIMES = 200;

    @Override
    public List<Figure> measure(Testbed testbed) throws Exception {
        var directory = testbed.scratch().resolve("pages");
        History.make(testbed, directory, deploys);
        try (var server = Served.start(testbed.home(), directory, testbed.databases())) {
            return measure(server);
        }
    }

    private static Map<String, String> paths() {
        var lane = "/apps/app-007/production";
        var paths = new LinkedHashMap<String, String>();
        paths.put("overview", "/");
        paths.put("wallboard", "/?tv=1");
        paths.put("queue", "/queue");
        paths.put("locks", "/locks");
        paths.put("history", "/history");
        paths.put("history of failed deploys of an app", "/history?app=app-007&outcome=failed");
        paths.put("app", "/apps/app-007");
        paths.put("environment", lane);
        paths.put("deploy", lane + "/1");
        paths.put("events of a deploy", lane + "/1/events");
        paths.put("settings of an app", "/apps/app-007/settings");
        paths.put("health", "/health");
        paths.put("palette", "/find?q=app-007");
        return paths;
    }

    private static List<Figure> measure(Served server) throws Exception {
        var figures = new ArrayList<Figure>();
        for (var page : paths().entrySet()) {
            var request = Load.page(page.getValue(), server.cookie());
            var took = new ArrayList<Double>();
            for (var i = 0; i < WARM_UP + TIMES; i++) {
                var millis = Load.once(server.port(), request);
                if (i >= WARM_UP) {
                    took.add(millis);
                }
            }
            took.sort(null);
            figures.add(Figure.millis("page: " + page.getKey() + ", median", took.get(TIMES / 2), 0, "-"));
            figures.add(Figure.millis("page: " + page.getKey() + ", p99", took.get(TIMES * 99 / 100), 0, "under 100 ms"));
        }
        return figures;
    }
}
