import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Reads events and outcomes all the time, as anybody may, and notices when something else is said later. Safe from many threads. */
final class Witness {
    private static final int PAUSE = 100;

    private final Servers servers;
    private final Map<String, String> told = new TreeMap<>();
    private final List<String> violations = new ArrayList<>();

    Witness(Servers servers) {
        this.servers = servers;
    }

    /** What is newest, until it is interrupted. */
    Void watch() throws InterruptedException {
        while (true) {
            var server = servers.anyReady();
            try {
                hear(server.page("/api/0/events/"), server.page("/api/0/deploys/"));
            } catch (IOException e) {
                // it went while it was asked
            }
            Thread.sleep(PAUSE);
        }
    }

    /** All there is, for a last time. */
    void hearAll() throws IOException, InterruptedException {
        hear(servers.anyReady().list("/api/0/events/"), servers.deploys());
    }

    private synchronized void hear(List<JsonNode> events, List<JsonNode> deploys) {
        for (var event : events) {
            // Not the date: a server that lost the end of its journal with the power may say the same once more.
            compare("event " + event.get("id").asString(), "%s of %s %s in %s".formatted(
                    event.get("kind").asString(), event.get("app"), event.get("deploy"), event.get("environment")));
        }
        for (var deploy : deploys) {
            if (!Checks.isUnderWay(deploy)) {
                compare("the outcome of deploy " + deploy.get("id").asString(), deploy.get("outcome").asString());
            }
        }
    }

    private void compare(String what, String said) {
        var before = told.putIfAbsent(what, said);
        if (before != null && !before.equals(said)) {
            violations.add("%s was %s, and then %s".formatted(what, before, said));
        }
    }

    synchronized int told() {
        return told.size();
    }

    synchronized List<String> violations() {
        return List.copyOf(violations);
    }
}
