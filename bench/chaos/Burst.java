import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Deploys that are asked for together: by one person, or by several beside each other who each ask for successive commits of a lane.
 *
 * @param first the number of its first plan
 * @param gap milliseconds between an answer and the next request
 */
record Burst(long seed, int first, int gap, List<Plan> plans) {
    private static final int APPS = 6;

    static List<String> apps() {
        return IntStream.rangeClosed(1, APPS).mapToObj(i -> "app" + i).toList();
    }

    /** Whether the deploys of an app have several steps. */
    static boolean hasSteps(String app) {
        return apps().indexOf(app) % 2 == 1;
    }

    static Burst first(long seed) {
        return from(seed, 1);
    }

    Burst next() {
        return from(seed, first + plans.size());
    }

    private static Burst from(long seed, int first) {
        var random = new Random(seed * 9_000_011 + first);
        var app = random.nextInt(APPS);
        if (random.nextInt(5) > 0) {
            return new Burst(seed, first, 0, List.of(Plan.any(seed, first, apps().get(app))));
        }
        var lanes = 1 + random.nextInt(3);
        var plans = IntStream.range(0, lanes * (3 + random.nextInt(4)))
                .mapToObj(i -> plan(seed, first + i, apps().get((app + i % lanes) % APPS), random.nextInt(6) > 0)).toList();
        return new Burst(seed, first, random.nextInt(200), plans);
    }

    private static Plan plan(long seed, int number, String app, boolean isShort) {
        return isShort ? Plan.quick(seed, number, app) : Plan.any(seed, number, app);
    }

    /** The plans of each lane, in order. */
    List<List<Plan>> lanes() {
        return List.copyOf(plans.stream().collect(Collectors.groupingBy(Plan::app)).values());
    }
}
