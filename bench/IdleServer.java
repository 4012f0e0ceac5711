import java.time.Duration;
import java.util.List;

/** What a server costs that does nothing, a minute after its start. */
final class IdleServer implements Workload {
    private static final int SECONDS = 30;

    @Override
    public List<Figure> measure(Testbed testbed) throws Exception {
        testbed.stopServer();
        testbed.startServer();
        Thread.sleep(Duration.ofSeconds(SECONDS));
        var before = testbed.server().ticks();
        Thread.sleep(Duration.ofSeconds(SECONDS));
        var ticks = testbed.server().ticks() - before;
        return List.of(
                new Figure("CPU of an idle server", ticks / (double) SECONDS, "%", 0, "under 0.5 %"),
                new Figure("memory of an idle server", testbed.server().residentMegabytes(), "MB", 0, "under 130 MB"));
    }
}
