import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How fast a server with a long history answers, against its own {@code /healthz} and against the same with a thousand deploys. All
 * of them by turns in short rounds, so that each sees the same machine.
 */
final class Reads {
    private static final int CONNECTIONS = 16;
    private static final int FEW = 1_000;
    private static final int ROUNDS = 7;
    private static final Duration WARM_UP = Duration.ofSeconds(3);
    private static final Duration ROUND = Duration.ofMillis(700);
    private static final String HEALTH = "/healthz";

    private Reads() {}

    /** What people and their tools ask for, by what it is called here. */
    private static Map<String, String> paths(Served server, int deploys) throws Exception {
        var last = server.get("/api/0/deploys/?limit=1").get(0);
        var logged = deploys / 100 * 100;
        var paths = new LinkedHashMap<String, String>();
        paths.put("all apps", "/api/0/apps/");
        paths.put("newest deploys", "/api/0/deploys/");
        paths.put("deploys of a lane", "/api/0/deploys/?app=app-007&env=production");
        paths.put("deploys of an app", "/api/0/deploys/?app=app-007");
        paths.put("of an app of long ago", "/api/0/deploys/?app=" + History.OLD_APP);
        paths.put("of an environment", "/api/0/deploys/?env=staging");
        paths.put("failed deploys", "/api/0/deploys/?status=failed");
        paths.put("deploys that run or wait", "/api/0/deploys/?status=pending&status=in_progress");
        paths.put("failed ones of a lane", "/api/0/deploys/?app=app-007&env=production&status=failed");
        paths.put("of a rare user", "/api/0/deploys/?user=" + History.RARE_USER);
        paths.put("of a ref", "/api/0/deploys/?ref=feature-950-7");
        paths.put("deep in the list", "/api/0/deploys/?cursor=" + deploys / 2);
        paths.put("one deploy", "/api/0/deploys/%s/%s/%d/".formatted(last.at("/app/name").asString(), last.get("environment").asString(), last.get("number").asInt()));
        paths.put("an environment", "/api/0/apps/app-007/envs/production/");
        paths.put("a log page", "/api/0/deploys/%d/log/?offset=0".formatted(logged));
        return paths;
    }

    /** @param only measures these alone; empty for all */
    static List<Bench.Figure> measure(Path home, Path directory, int deploys, List<String> only) throws Exception {
        var figures = new ArrayList<Bench.Figure>();
        var began = System.nanoTime();
        History.make(home, directory.resolve("many"), deploys);
        figures.add(new Bench.Figure("making %,d deploys".formatted(deploys), (System.nanoTime() - began) / 1e9, "s", 0, "under 120 s"));
        History.make(home, directory.resolve("few"), FEW);
        try (var many = Served.start(home, directory.resolve("many"));
                var few = Served.start(home, directory.resolve("few"));
                var loadOfMany = new Load(many.port(), CONNECTIONS);
                var loadOfFew = new Load(few.port(), CONNECTIONS)) {
            var targets = new ArrayList<Target>();
            targets.add(new Target(HEALTH, loadOfMany, HEALTH, many.token()));
            var fewPaths = paths(few, FEW);
            paths(many, deploys).forEach((name, path) -> {
                if (only.isEmpty() || only.contains(name)) {
                    targets.add(new Target(name, loadOfMany, path, token(many)));
                    targets.add(new Target(name, loadOfFew, fewPaths.get(name), token(few)));
                }
            });
            for (var target : targets) {
                target.load.run(target.request, WARM_UP);
            }
            var overviews = new ArrayList<Double>();
            var lives = new ArrayList<Double>();
            for (var i = 0; i < 10 * ROUNDS; i++) {
                overview(many);
                live(many);
            }
            for (var i = 0; i < ROUNDS; i++) {
                overviews.add(overview(many));
                lives.add(live(many));
                for (var target : targets) {
                    target.rounds.add(target.load.run(target.request, ROUND));
                }
            }
            add(figures, targets);
            figures.add(new Bench.Figure("what is live, %d apps x 4".formatted(History.APPS), Bench.median(lives), "ms", 0, "under 20 ms"));
            figures.add(new Bench.Figure("the overview page", Bench.median(overviews), "ms", 0, "under 100 ms"));
        }
        return figures;
    }

    /** How long the first page takes, in milliseconds. */
    private static double overview(Served server) throws Exception {
        try (var load = new Load(server.port(), 1)) {
            var one = load.run(Load.page("/", server.cookie()), Duration.ZERO);
            return one.latencies()[0] / 1e6;
        }
    }

    /** How long it takes to say what is live everywhere, in milliseconds. */
    private static double live(Served server) throws Exception {
        try (var load = new Load(server.port(), 1)) {
            return load.run(Load.get("/api/0/overview/", server.token()), Duration.ZERO).latencies()[0] / 1e6;
        }
    }

    private static String token(Served server) {
        try {
            return server.token();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void add(List<Bench.Figure> figures, List<Target> targets) {
        var health = targets.getFirst();
        figures.add(new Bench.Figure("/healthz with %d connections".formatted(CONNECTIONS), health.perSecond(), "/s", 0, "-"));
        figures.add(new Bench.Figure("/healthz, p99", health.p99(), "ms", 0, "-"));
        figures.add(new Bench.Figure("the client's share of a core meanwhile", health.clientShare() * 100, "%", 0, "-"));
        for (var i = 1; i < targets.size(); i += 2) {
            var many = targets.get(i);
            var few = targets.get(i + 1);
            figures.add(new Bench.Figure(many.name + ", against /healthz", many.perSecond(), "/s", health.perSecond(), "at least 0.5 x"));
            figures.add(new Bench.Figure(many.name + ", p99", many.p99(), "ms", 0, "under 20 ms"));
            figures.add(new Bench.Figure(many.name + ", with %,d / as many".formatted(FEW), few.perSecond(), "/s", many.perSecond(), "at most 1.5 x"));
        }
    }

    /** One path of one server, and what was measured of it. */
    private static final class Target {
        private final String name;
        private final Load load;
        private final byte[] request;
        private final List<Load.Round> rounds = new ArrayList<>();

        private Target(String name, Load load, String path, String token) {
            this.name = name;
            this.load = load;
            this.request = Load.get(path, token);
        }

        private double perSecond() {
            return Bench.median(rounds.stream().map(Load.Round::perSecond).toList());
        }

        private double clientShare() {
            return Bench.median(rounds.stream().map(Load.Round::clientShare).toList());
        }

        /** Of all answers of all rounds, in milliseconds. */
        private double p99() {
            var all = rounds.stream().flatMapToLong(round -> Arrays.stream(round.latencies())).sorted().toArray();
            return all[(int) (all.length * 0.99)] / 1e6;
        }
    }
}
