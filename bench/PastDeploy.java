import java.nio.charset.StandardCharsets;

/**
 * One deploy of the past. All of it follows from its id and from how many there are.
 *
 * @param dice from 0 to 999: what became of it
 */
record PastDeploy(long id, int deploys, int dice) {
    private static final long BETWEEN_MILLIS = 60_000;

    static PastDeploy of(long id, int deploys) {
        return new PastDeploy(id, deploys, (int) ((id * 2_654_435_761L >> 7) % 1000));
    }

    /** The first hundredth are of the app of long ago. */
    int app() {
        return id <= deploys / 100 ? History.APPS - 1 : (int) (id / 4 % (History.APPS - 1));
    }

    String environment() {
        return History.ENVIRONMENTS.get((int) (id % History.ENVIRONMENTS.size()));
    }

    String user() {
        return "user-%02d".formatted(dice == 7 ? 0 : 1 + dice % 39);
    }

    String ref() {
        return dice < 900 ? "main" : "feature-%d-%d".formatted(dice, id % 997);
    }

    String sha() {
        return sha(id);
    }

    /** What was live before it; null if nothing was. */
    String previousSha() {
        return id > 200 ? sha(id - 200) : null;
    }

    private static String sha(long id) {
        return "%08x%032x".formatted(id * 2_654_435_761L % (1L << 32), id / 20);
    }

    String reason() {
        return dice % 7 == 0 ? "release " + id : null;
    }

    String message() {
        return outcome().equals("failed") ? "the command ended with exit code 1" : null;
    }

    boolean succeeded() {
        return dice < 800;
    }

    boolean wasStarted() {
        return dice < 930;
    }

    String outcome() {
        if (succeeded()) {
            return "succeeded";
        }
        if (dice < 900) {
            return "failed";
        }
        if (dice < 920) {
            return "timed_out";
        }
        if (wasStarted()) {
            return "interrupted";
        }
        return dice < 980 ? "cancelled" : "superseded";
    }

    /** In epoch milliseconds; the last one a minute before the end. */
    long createdAt(long end) {
        return end - (deploys - id) * BETWEEN_MILLIS;
    }

    long startedAt(long end) {
        return createdAt(end) + 2_000;
    }

    long finishedAt(long end) {
        return startedAt(end) + dice * 37L;
    }

    /** A quarter of what it wrote. */
    byte[] output(int part) {
        var line = "step %-6d of deploy %-10d: it is on its way to all machines, said the scribe\n".formatted(part, id);
        return line.repeat(25).getBytes(StandardCharsets.UTF_8);
    }
}
