import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the command line says.
 *
 * @param home the checkout
 * @param names of workloads; empty for all
 * @param json where to save the figures; null for nowhere
 * @param compare figures of an earlier run; null for none
 * @param deploys how long the history is that is read
 * @param minutes how long a server is measured that waits or watches; 0 for a few minutes
 * @param only which reads are measured; empty for all
 * @param database URL of a PostgreSQL server; null for the embedded store
 */
record Options(Path home, List<String> names, Path json, Path compare, int deploys, int minutes, List<String> only, String database) {
    static final String USAGE =
            "usage: bin/bench [--json FILE] [--compare FILE] [--deploys N] [--minutes N] [--only READ,READ] [--database JDBC_URL] [%s ...]";

    static Options parse(String[] arguments) {
        var names = new ArrayList<>(List.of(arguments));
        var home = Path.of(names.removeFirst());
        var json = option(names, "--json");
        var compare = option(names, "--compare");
        var deploys = option(names, "--deploys");
        var minutes = option(names, "--minutes");
        var only = option(names, "--only");
        var database = option(names, "--database");
        return new Options(
                home,
                names,
                json == null ? null : Path.of(json),
                compare == null ? null : Path.of(compare),
                deploys == null ? 1_000_000 : Integer.parseInt(deploys),
                minutes == null ? 0 : Integer.parseInt(minutes),
                only == null ? List.of() : List.of(only.split(",")),
                database);
    }

    private static String option(List<String> arguments, String name) {
        var at = arguments.indexOf(name);
        if (at < 0 || at + 1 == arguments.size()) {
            return null;
        }
        arguments.remove(at);
        return arguments.remove(at);
    }
}
