import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** An app that nobody asks to deploy: it follows a branch to which every commit is pushed while servers come and go. */
final class Pushes {
    private static final String APP = "pushed";
    private static final String ENVIRONMENT = "/api/0/apps/pushed/envs/production/";
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final Scratch scratch;
    private final Servers servers;

    Pushes(Scratch scratch, Servers servers) {
        this.scratch = scratch;
        this.servers = servers;
    }

    void makeApp() throws Exception {
        var production = Map.of("default_ref", Scratch.PUSHED, "auto", Map.of("on", "push"));
        var settings = Map.of(
                "name", APP, "provider", "shell", "repository", scratch.repository().toString(),
                "deploy", "cat committed >> $CHAOS/pushed; sleep 0.3", "variables", Map.of("CHAOS", scratch.path().toString()),
                "environments", Map.of("production", production));
        Server.expect(201, servers.anyReady().send("POST", "/api/0/apps/", settings));
    }

    static boolean isOne(JsonNode deploy) {
        return deploy.get("name").asString().startsWith(APP + "/");
    }

    /** Until the newest commit is live. That it is seen soon is checked elsewhere. */
    void await() throws Exception {
        var newest = scratch.pushed();
        Waiting.until(LIMIT, () -> {
            Thread.sleep(200);
            try {
                var server = servers.anyReady();
                server.send("POST", ENVIRONMENT + "look/", Map.of());
                return newest.equals(live(server));
            } catch (IOException | IllegalStateException e) {
                return false; // it does not answer, or has no answer, yet
            }
        });
    }

    private static String live(Server server) throws Exception {
        return Server.expect(200, server.send("GET", ENVIRONMENT, Map.of())).at("/live/sha").asString("");
    }

    List<String> violations(List<JsonNode> all) throws Exception {
        var violations = new ArrayList<String>();
        var requested = new HashMap<String, String>();
        var deployed = 0;
        for (var deploy : all.stream().filter(Pushes::isOne).toList()) {
            var name = deploy.get("name").asString();
            var earlier = requested.put(deploy.get("sha").asString(), name);
            if (earlier != null) {
                violations.add("%s was requested as %s and %s".formatted(deploy.get("sha").asString(), earlier, name));
            }
            if (!Set.of("succeeded", "superseded").contains(deploy.get("outcome").asString(""))) {
                violations.add("%s is %s".formatted(name, deploy.get("outcome")));
            }
            deployed += deploy.get("outcome").asString("").equals("succeeded") ? 1 : 0;
        }
        var ran = scratch.deployedPushes();
        if (!ran.equals(ran.stream().distinct().sorted().toList()) || ran.size() != deployed) {
            violations.add("%d succeeded, and these ran: %s".formatted(deployed, ran));
        }
        if (!scratch.pushed().equals(live(servers.anyReady()))) {
            violations.add("%s was pushed last, and is not live".formatted(scratch.pushed()));
        }
        return violations;
    }
}
