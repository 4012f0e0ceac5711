import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What was asked for on the command line. */
record Options(int kills, int deploys, long seed, int nodes, boolean cutsPower, String database) {
    static final String USAGE = """
            usage: bin/chaos [--kills N] [--deploys N] [--seed N] [--database JDBC_URL] [--nodes N | --power]

              --kills N            how often a server is killed; default 20
              --deploys N          how many deploys it must accept meanwhile; default 20
              --seed N             the same plan again; times differ all the same. Default: any, and printed
              --database JDBC_URL  an empty database; default: the embedded one
              --nodes N            so many servers share the database; of the kills, some are freezes (SIGSTOP) of 1 to 30 s instead
              --power              instead of kills, cuts of power: only what was on the disk is there afterwards, and no process. It takes
                                   root, loop devices and mount namespaces, and is skipped where they are not to be had

                   bin/chaos --simulate N [--seed N]

              N random schedules of simulated time, processes and crashes instead
            """;

    /** For whoever wants the same once more. */
    String words() {
        return "seed %d, %d %s, %d deploys%s".formatted(
                seed, kills, cutsPower ? "cuts of the power" : nodes > 1 ? "kills and freezes" : "kills", deploys,
                nodes > 1 ? ", %d servers".formatted(nodes) : "");
    }

    /** @throws IllegalArgumentException saying which argument is wrong */
    static Options parse(List<String> arguments) {
        var values = new HashMap<>(Map.of(
                "--kills", "20", "--deploys", "20", "--seed", "" + new Random().nextInt(1_000_000), "--nodes", "1", "--power", "false",
                "--database", ""));
        for (var left = arguments.iterator(); left.hasNext(); ) {
            var name = left.next();
            if (!values.containsKey(name)) {
                throw new IllegalArgumentException("unknown option " + name);
            }
            if (name.equals("--power")) {
                values.put(name, "true");
                continue;
            }
            if (!left.hasNext()) {
                throw new IllegalArgumentException(name + " needs a value");
            }
            values.put(name, left.next());
        }
        var options = new Options(
                Integer.parseUnsignedInt(values.get("--kills")), Integer.parseUnsignedInt(values.get("--deploys")),
                Long.parseLong(values.get("--seed")), Integer.parseUnsignedInt(values.get("--nodes")),
                Boolean.parseBoolean(values.get("--power")), values.get("--database"));
        if (options.nodes() == 0) {
            throw new IllegalArgumentException("--nodes needs one at least");
        }
        if (options.nodes() > 1 && options.database().isEmpty()) {
            throw new IllegalArgumentException("several nodes share a PostgreSQL database: --nodes needs --database");
        }
        if (options.nodes() > 1 && options.cutsPower()) {
            throw new IllegalArgumentException("--power is for one node");
        }
        return options;
    }
}
