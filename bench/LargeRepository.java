import java.util.List;

/** A repository of 20,000 files, against a plain clone and reset. */
final class LargeRepository implements Workload {
    private static final int TIMES = 5;
    private static final String PLAIN = "rm -rf plain && git clone --quiet --no-checkout mirror-large plain && git -C plain reset --quiet --hard main && rm -rf plain";

    @Override
    public List<Figure> measure(Testbed testbed) throws Exception {
        var repository = testbed.repository("large", 20_000);
        testbed.app("large", repository, "true");
        testbed.deployAndWait("large");
        var whole = Timing.repeated(TIMES, () -> testbed.deployAndWait("large"));
        Shell.run(testbed.scratch(), "git clone --quiet --mirror " + repository + " mirror-large && " + PLAIN);
        var bare = Timing.repeated(TIMES, () -> Shell.run(testbed.scratch(), PLAIN));
        return List.of(Figure.millis("POST to finished, 20,000 files", Timing.median(whole), Timing.median(bare), "1.0 x"));
    }
}
