import java.time.Duration;
import java.util.List;

/** Two hundred browsers that have the first page open while ten deploys run, one of which begins a step every second. */
final class OpenOverviews implements Workload {
    private static final int READERS = 200;
    private static final int DEPLOYS = 10;
    private static final int SECONDS = 30;
    private static final String COMMAND =
            "i=0; while [ $i -lt 100 ]; do i=$((i + 1)); echo \"::waybill progress $i\"; sleep 1; done";

    @Override
    public List<Figure> measure(Testbed testbed) throws Exception {
        var repository = testbed.repository("open", 5);
        for (var i = 0; i < DEPLOYS; i++) {
            testbed.app("open-%d".formatted(i), repository, i == 0 ? COMMAND : "sleep 100");
        }
        for (var i = 0; i < DEPLOYS; i++) {
            testbed.deploy("open-%d".formatted(i));
        }
        Thread.sleep(Duration.ofSeconds(10));
        var alone = share(testbed, null);
        try (var readers = new Followers(testbed.server(), "/", "Cookie: " + testbed.server().cookie(), READERS)) {
            readers.follow(Duration.ofSeconds(10));
            var together = share(testbed, readers);
            return List.of(
                    new Figure("CPU while ten deploys run", alone, "%", 0, "-"),
                    new Figure("CPU with 200 open overviews, more than without", together - alone, "%", 0, "under 10 %"));
        }
    }

    /** What the server takes of a core, in percent. */
    private static double share(Testbed testbed, Followers readers) throws Exception {
        var before = testbed.server().ticks();
        if (readers == null) {
            Thread.sleep(Duration.ofSeconds(SECONDS));
        } else if (readers.follow(Duration.ofSeconds(SECONDS)) == 0) {
            throw new IllegalStateException("nobody was told anything");
        }
        return (testbed.server().ticks() - before) / (double) SECONDS;
    }
}
