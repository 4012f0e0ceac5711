import java.io.IOException;
import java.util.List;

/** A million lines, every byte of them, against the same into a file. */
final class LongLog implements Workload {
    private static final int TIMES = 3;
    private static final int LINES = 1_000_000;
    private static final String END = "said the scribe";
    private static final String COMMAND = "seq -f '%%010.0f this is a line of the log, as long as lines are wont to be, %s' 1 %d".formatted(END, LINES);

    @Override
    public List<Figure> measure(Testbed testbed) throws Exception {
        testbed.app("log", testbed.repository("log", 5), COMMAND);
        var times = Timing.repeated(TIMES, () -> testbed.deployAndWait("log"));
        var bare = Timing.repeated(TIMES, () -> Shell.run(testbed.scratch(), COMMAND + " > out"));
        return List.of(
                Figure.millis("a log of a million lines", Timing.median(times), Timing.median(bare), "at most 1.5 x"),
                new Figure("lines of that log that are stored whole", stored(testbed), "lines", LINES, "all (1.00 x)"));
    }

    /** How many whole lines the log has, read page by page. */
    private static long stored(Testbed testbed) throws IOException, InterruptedException {
        var stored = 0L;
        var half = "";
        var offset = 0L;
        while (true) {
            var page = testbed.get("/api/0/deploys/log/production/1/log/?offset=" + offset);
            for (var chunk : page.get("chunks")) {
                var text = half + chunk.get("text").asString();
                var end = text.lastIndexOf('\n') + 1;
                stored += text.substring(0, end).lines().filter(line -> line.endsWith(END)).count();
                half = text.substring(end);
            }
            offset = page.get("nextOffset").asLong();
            if (page.get("complete").asBoolean()) {
                return stored;
            }
        }
    }
}
