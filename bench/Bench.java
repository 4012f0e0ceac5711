import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Measures a server against a bare script in the same run, since absolute times on shared machines mean little. bin/bench runs this
 * file as it is, with those beside it.
 */
final class Bench {
    private Bench() {}

    /** Everything that can be measured, by the name it has on the command line, in the order in which it is measured. */
    private static Map<String, Workload> workloads(Options options) {
        var all = new LinkedHashMap<String, Workload>();
        all.put("start", new Starts());
        all.put("small", new SmallDeploys());
        all.put("large", new LargeRepository());
        all.put("steps", new ProviderSteps());
        all.put("warm", new WarmWorkspace());
        all.put("log", new LongLog());
        all.put("lines", new LinesOfLog());
        all.put("follow", new FollowedLine());
        all.put("twenty", new ManyLanes("20 apps x sleep 2 at once", 20, 2, "under 2500 ms"));
        all.put("fifty", new ManyLanes("50 lanes x sleep 1 at once", 50, 1, "at most 2 x"));
        all.put("idle", new IdleServer());
        all.put("gates", new WaitingEnvironments());
        all.put("changes", new DistantCommits());
        all.put("reads", new Reads(options.deploys(), options.only()));
        all.put("pages", new Pages(options.deploys()));
        all.put("open", new OpenOverviews());
        all.put("followers", new ManyFollowers());
        all.put("once", new OneKey());
        all.put("deliveries", new ManyDeliveries(options.deploys()));
        all.put("checks", new WaitingForChecks(options.minutes() == 0 ? 2 : options.minutes()));
        all.put("pushes", new Pushes());
        all.put("watching", new WatchedRepositories(options.minutes() == 0 ? 5 : options.minutes()));
        all.put("refs", new ManyRefs());
        return all;
    }

    public static void main(String[] arguments) throws Exception {
        var options = Options.parse(arguments);
        var workloads = workloads(options);
        if (!workloads.keySet().containsAll(options.names())) {
            System.err.println(Options.USAGE.formatted(String.join(" | ", workloads.keySet())));
            System.exit(2);
        }
        if (!options.names().isEmpty()) {
            workloads.keySet().retainAll(options.names());
        }
        var report = new Report(new ArrayList<>());
        try (var testbed = Testbed.open(options.home(), new Databases(options.database()))) {
            Runtime.getRuntime().addShutdownHook(new Thread(testbed::close));
            for (var workload : workloads.entrySet()) {
                System.err.println("measuring " + workload.getKey() + " ...");
                report.figures().addAll(workload.getValue().measure(testbed));
            }
        }
        report.print(options.compare());
        if (options.json() != null) {
            Files.writeString(options.json(), report.json());
        }
        System.exit(0);
    }
}
