import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What Waybill records while a provider works: each step, what it saves with a line of output, and its progress. */
final class ProviderSteps implements Workload {
    private static final int WARM_UP = 25;
    private static final int TIMES = 25;
    private static final int MANY = 31;

    @Override
    public List<Figure> measure(Testbed testbed) throws Exception {
        var repository = testbed.repository("played", 50);
        app(testbed, repository, "one", 1);
        app(testbed, repository, "many", MANY);
        var one = new ArrayList<Double>();
        var many = new ArrayList<Double>();
        for (var i = 0; i < WARM_UP + TIMES; i++) { // by turns, so that both see the same machine
            one.add(Timing.millis(() -> testbed.deployAndWait("one")));
            many.add(Timing.millis(() -> testbed.deployAndWait("many")));
        }
        one.subList(0, WARM_UP).clear();
        many.subList(0, WARM_UP).clear();
        var perStep = (Timing.median(many) - Timing.median(one)) / (MANY - 1);
        return List.of(Figure.millis("bookkeeping of a provider, 3 steps", 3 * perStep, 0, "at most 5 ms"));
    }

    private static void app(Testbed testbed, Path repository, String name, int steps) throws Exception {
        var names = IntStream.range(0, steps).mapToObj(i -> "step" + i).toList();
        testbed.send(
                "POST",
                "/api/0/apps/",
                Map.of(
                        "name", name,
                        "repository", repository.toString(),
                        "provider", "fake",
                        "provider_config", Map.of("length", 0.001, "lines", 1, "steps", names)));
        testbed.deployAndWait(name);
    }
}
