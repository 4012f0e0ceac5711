import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;

/** A log of a million lines and 100 MB, as the page reads it: any lines, a search through all of it, and 50 readers while it grows. */
final class LinesOfLog implements Workload {
    private static final int LINES = 1_000_000;
    private static final int READERS = 50;
    private static final int TIMES = 3;
    private static final String COMMAND =
            "seq -f '%%010.0f this is a line of the log, somewhat longer than lines are wont to be, so that all have 100 MB' 1 %d".formatted(LINES);

    @Override
    public List<Figure> measure(Testbed testbed) throws Exception {
        testbed.app("lines", testbed.repository("lines", 5), COMMAND);
        var alone = new ArrayList<Double>();
        var followed = new ArrayList<Double>();
        for (var i = 0; i < TIMES; i++) {
            alone.add(Timing.millis(() -> testbed.deployAndWait("lines")));
            followed.add(Timing.millis(() -> followedBy(testbed)));
        }
        var path = "/api/0/deploys/lines/production/1/log/";
        var first = Timing.millis(() -> outline(testbed, path));
        var random = new Random(1);
        var pages = new ArrayList<Double>();
        for (var i = 0; i < 200; i++) {
            var from = 1 + random.nextInt(LINES - 250);
            pages.add(Timing.millis(() -> fetch(testbed, path + "lines/?from=%d&to=%d".formatted(from, from + 249))));
        }
        pages.sort(null);
        var search = Timing.millis(() -> search(testbed, path, "9999 this is"));
        return List.of(
                new Figure("a first look at a log of 100 MB", first, "ms", 0, "under 1,000 ms"),
                new Figure("250 lines anywhere in it, p99", pages.get(197), "ms", 0, "under 50 ms"),
                new Figure("a search through all of it", search, "ms", 0, "under 1,000 ms"),
                Figure.millis("its deploy with 50 readers of its lines", Timing.median(followed), Timing.median(alone), "at most 1.2 x"));
    }

    private static void followedBy(Testbed testbed) throws Exception {
        var path = "/api/0/deploys/" + testbed.deploy("lines") + "/";
        try (var readers = new Followers(testbed.server(), path + "log/lines/stream", READERS)) {
            while (testbed.get(path).get("dateFinished").isNull()) {
                readers.follow(Duration.ofMillis(50));
            }
        } catch (IOException e) {
            while (testbed.get(path).get("dateFinished").isNull()) {
                Thread.sleep(20); // the streams ended with the log, shortly before the deploy
            }
        }
    }

    /** Looks at all of a log. */
    private static void outline(Testbed testbed, String path) throws Exception {
        JsonNode log;
        do {
            log = testbed.get(path + "outline/").get("log");
        } while (log.get("scanned").asLong() < log.get("bytes").asLong());
        if (log.get("lines").asLong() < LINES) {
            throw new IllegalStateException("lines are missing: " + log);
        }
    }

    private static void search(Testbed testbed, String path, String text) throws Exception {
        var found = 0;
        for (var from = 1L; from > 0; ) {
            var page = testbed.get(path + "search/?q=%s&from=%d".formatted(URLEncoder.encode(text, StandardCharsets.UTF_8), from));
            found += page.get("lines").size();
            from = page.get("next").asLong(0);
        }
        if (found != LINES / 10_000) {
            throw new IllegalStateException("found " + found);
        }
    }

    private static void fetch(Testbed testbed, String path) throws Exception {
        testbed.http().send(testbed.request(path).build(), BodyHandlers.ofByteArray());
    }
}
