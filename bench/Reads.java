import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How fast a server with a long history answers, against its own {@code /healthz} and against the same with a thousand deploys. All
 * of them by turns in short rounds, so that each sees the same machine.
 *
 * @param deploys how many the long history has
 * @param only measures these alone; empty for all
 */
record Reads(int deploys, List<String> only) implements Workload {
    private static final int FEW = 1_000;
    private static final int ROUNDS = 7;
    private static final Duration WARM_UP = Duration.ofSeconds(3);
    private static final Duration ROUND = Duration.ofMillis(700);

    @Override
    public List<Figure> measure(Testbed testbed) throws Exception {
        var figures = new ArrayList<Figure>();
        var many = testbed.scratch().resolve("many");
        var few = testbed.scratch().resolve("few");
        var made = Timing.millis(() -> History.make(testbed, many, deploys));
        figures.add(new Figure("making %,d deploys".formatted(deploys), made / 1e3, "s", 0, "under 120 s"));
        History.make(testbed, few, FEW);
        try (var served = start(testbed, many);
                var servedFew = start(testbed, few)) {
            figures.addAll(measure(served, servedFew));
        }
        return figures;
    }

    private static Served start(Testbed testbed, Path directory) throws Exception {
        return Served.start(testbed.home(), directory, testbed.databases());
    }

    private List<Figure> measure(Served many, Served few) throws Exception {
        var health = new Target("/healthz", many, "/healthz");
        var pairs = pairs(many, few);
        warmUp(health, pairs, many);
        var overviews = new ArrayList<Double>();
        var lives = new ArrayList<Double>();
        for (var i = 0; i < ROUNDS; i++) {
            overviews.add(overview(many));
            lives.add(live(many));
            health.measure(ROUND);
            for (var pair : pairs) {
                pair.many.measure(ROUND);
                pair.few.measure(ROUND);
            }
        }
        var figures = figures(health, pairs);
        figures.add(Figure.millis("what is live, %d apps x 4".formatted(History.APPS), Timing.median(lives), 0, "under 20 ms"));
        figures.add(Figure.millis("the overview page", Timing.median(overviews), 0, "under 20 ms"));
        return figures;
    }

    private static void warmUp(Target health, List<Pair> pairs, Served many) throws Exception {
        health.warmUp(WARM_UP);
        for (var pair : pairs) {
            pair.many.warmUp(WARM_UP);
            pair.few.warmUp(WARM_UP);
        }
        for (var i = 0; i < 10 * ROUNDS; i++) {
            overview(many);
            live(many);
        }
    }

    /** The same of both servers. */
    private record Pair(Target many, Target few) {}

    private List<Pair> pairs(Served many, Served few) throws Exception {
        var pairs = new ArrayList<Pair>();
        var pathsOfFew = ReadPaths.of(few, FEW);
        for (var path : ReadPaths.of(many, deploys).entrySet()) {
            var name = path.getKey();
            if (only.isEmpty() || only.contains(name)) {
                pairs.add(new Pair(new Target(name, many, path.getValue()), new Target(name, few, pathsOfFew.get(name))));
            }
        }
        return pairs;
    }

    /** How long the first page takes, in milliseconds. */
    private static double overview(Served server) throws Exception {
        return Load.once(server.port(), Load.page("/", server.cookie()));
    }

    /** How long it takes to say what is live everywhere, in milliseconds. */
    private static double live(Served server) throws IOException {
        return Load.once(server.port(), Load.get("/api/0/overview/", server.token()));
    }

    private static List<Figure> figures(Target health, List<Pair> pairs) {
        var figures = new ArrayList<Figure>();
        figures.add(new Figure("/healthz with %d connections".formatted(Target.CONNECTIONS), health.perSecond(), "/s", 0, "-"));
        figures.add(Figure.millis("/healthz, p99", health.p99(), 0, "-"));
        figures.add(new Figure("the client's share of a core meanwhile", health.clientShare() * 100, "%", 0, "-"));
        for (var pair : pairs) {
            var many = pair.many;
            figures.add(new Figure(many.name() + ", against /healthz", many.perSecond(), "/s", health.perSecond(), "at least 0.5 x"));
            figures.add(Figure.millis(many.name() + ", p99", many.p99(), 0, "under 20 ms"));
            figures.add(new Figure(many.name() + ", with %,d / as many".formatted(FEW), pair.few.perSecond(), "/s", many.perSecond(), "at most 1.5 x"));
        }
        return figures;
    }
}
