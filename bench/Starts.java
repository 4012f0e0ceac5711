import java.util.ArrayList;
import java.util.List;

/** Start to the first answer, against a JVM that does nothing. */
final class Starts implements Workload {
    private static final int TIMES = 7;

    @Override
    public List<Figure> measure(Testbed testbed) throws Exception {
        var starts = new ArrayList<Double>();
        for (var i = 0; i < TIMES; i++) {
            testbed.stopServer();
            starts.add(Timing.millis(testbed::startServer));
        }
        var version = testbed.home().resolve("bin/waybill") + " --version > /dev/null";
        var bare = Timing.repeated(TIMES, () -> Shell.run(testbed.scratch(), version));
        return List.of(Figure.millis("server start to first 200", Timing.median(starts), Timing.median(bare), "under 1500 ms"));
    }
}
