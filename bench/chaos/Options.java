import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What was asked for on the command line. */
record Options(int kills, int deploys, long seed, String database) {
    static final String USAGE = """
            usage: bin/chaos [--kills N] [--deploys N] [--seed N] [--database JDBC_URL]

              --kills N            how often the server is killed; default 20
              --deploys N          how many deploys it must accept meanwhile; default 20
              --seed N             the same plan again; times differ all the same. Default: any, and printed
              --database JDBC_URL  an empty database; default: the embedded one

                   bin/chaos --simulate N [--seed N]

              N random schedules of simulated time, processes and crashes instead
            """;

    /** @throws IllegalArgumentException saying which argument is wrong */
    static Options parse(List<String> arguments) {
        var values = new HashMap<>(Map.of("--kills", "20", "--deploys", "20", "--seed", "" + new Random().nextInt(1_000_000), "--database", ""));
        for (var left = arguments.iterator(); left.hasNext(); ) {
            var name = left.next();
            if (!values.containsKey(name)) {
                throw new IllegalArgumentException("unknown option " + name);
            }
            if (!left.hasNext()) {
                throw new IllegalArgumentException(name + " needs a value");
            }
            values.put(name, left.next());
        }
        return new Options(
                Integer.parseUnsignedInt(values.get("--kills")), Integer.parseUnsignedInt(values.get("--deploys")),
                Long.parseLong(values.get("--seed")), values.get("--database"));
    }
}
