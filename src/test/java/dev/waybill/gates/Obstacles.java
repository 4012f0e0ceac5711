package dev.waybill.gates;

import static java.util.Map.entry;

import dev.waybill.checks.CheckHost;
import dev.waybill.requests.Expected;
import dev.waybill.requests.Target;
import dev.waybill.sightings.PastSighting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** How each gate is brought about in a scene. */
final class Obstacles implements AutoCloseable {
    private final SilentNode silentNode = new SilentNode();
    private final CheckHost checkHost = new CheckHost();
    private final ServerSocket silentHost = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Map<String, Obstacle> all = Map.ofEntries(
            entry("Locked", of("LOCKED", scene -> scene.configure("lockedReason", "db migration"))),
            entry("CheckPending", of("CHECK_PENDING", scene -> requireACheck(scene, 202))),
            entry("CheckMissing", of("CHECK_MISSING", scene -> requireACheck(scene, 404))),
            entry("CheckFailed", of("CHECK_FAILED", scene -> requireACheck(scene, 418))),
            entry("ChecksUnreadable", of("CHECKS_UNREADABLE", scene -> requireACheck(scene, 403))),
            entry("NotRegistered", of("NOT_REGISTERED", Obstacles::requireRegistration)),
            entry("Quarantined", of("QUARANTINED", Obstacles::quarantine)),
            entry("OlderThanLive", of("OLDER_THAN_LIVE", _ -> {})),
            entry("QueuedBehind", of("QUEUED_BEHIND", Obstacles::occupyTheLane)),
            entry("ConcurrencyLimit", of("CONCURRENCY_LIMIT", Obstacles::occupyTheServer)),
            entry("Draining", of("DRAINING", Scene::drain)),
            entry("DiskLow", of("DISK_LOW", Obstacles::fillTheDisk)),
            entry("VcsUnreachable", of("VCS_UNREACHABLE", Scene::hideRepository)),
            entry("RefUnresolved", of("REF_UNRESOLVED", this::silenceTheHost)),
            entry("KinshipUnknown", of("REF_UNRESOLVED", Obstacles::forgetWhatIsLive)),
            entry("NodeSilent", of("NODE_SILENT", silentNode::runsADeployOf)),
            entry("DriverSilent", of("DRIVER_SILENT", Obstacles::silenceADriver)),
            entry("Grace", of("GRACE", Obstacles::giveGrace)),
            entry("ReasonNeeded", of("REASON_NEEDED", _ -> {})),
            entry("ChangedSinceSeen", of("CHANGED_SINCE_SEEN", Obstacles::expectAnotherSha)),
            entry("NotPermitted", of("NOT_PERMITTED", Obstacles::takeTheRight)),
            entry("AppRetired", of("APP_RETIRED", Obstacles::retire)),
            entry("AutoOff", of("AUTO_OFF", scene -> setAutomation(scene, "off"))),
            entry("AutoPaused", of("AUTO_PAUSED", scene -> setAutomation(scene, "paused"))),
            entry("MinInterval", of("MIN_INTERVAL", Obstacles::deployedAutomatically)),
            entry("Drifted", of("DRIFT", Obstacles::deployElsewhere)));

    Obstacles() throws IOException {}

    /** What brings a gate about, and the code of its blocker. */
    private record Obstacle(String code, Arrangement arrangement) {}

    private interface Arrangement {
        void in(Scene scene) throws Exception;
    }

    private static Obstacle of(String code, Arrangement arrangement) {
        return new Obstacle(code, arrangement);
    }

    /** Puts an obstacle into the way of the scene's request; answers the code of its blocker. */
    String putInto(Scene scene, String gate) throws Exception {
        var obstacle = all.get(gate);
        if (obstacle == null) {
            throw new IllegalArgumentException("nobody knows how to bring about " + gate);
        }
        obstacle.arrangement().in(scene);
        return obstacle.code();
    }

    private void requireACheck(Scene scene, int status) throws Exception {
        checkHost.answers(status);
        scene.configure("checks", "[{\"type\": \"http\", \"config\": {\"url\": \"%s\"}}]".formatted(checkHost.url()));
    }

    /** Without a credential, no code host registers anything. */
    private static void requireRegistration(Scene scene) throws Exception {
        scene.configure("via", "github");
        scene.configure("forge", "{\"repo\": \"acme/shop\", \"required\": true}");
    }

    private static void quarantine(Scene scene) throws Exception {
        scene.deployed("production", "third");
        scene.client.post("/api/0/deploys/%s/production/3/judge/".formatted(scene.app), Map.of("verdict", "faulty"));
        scene.deployed("production", "second");
    }

    private static void occupyTheLane(Scene scene) throws Exception {
        scene.client.deploy(scene.app, "?ref=hold");
        scene.awaitHeld(3);
    }

    private static void silenceADriver(Scene scene) throws Exception {
        scene.client.deploy(scene.app, "?ref=third&external=true");
        scene.awaitRunning(3);
        scene.sql("update deploys set driver = 'host build7', silent_since = 1 where app_id = APP and number = 3");
    }

    private static void occupyTheServer(Scene scene) throws Exception {
        scene.client.app(scene.app + "-busy", scene.repository, "sleep 600");
        scene.client.deploy(scene.app + "-busy", "");
    }

    /** A part of the data directory lies on a disk that has no room, as /proc never has. */
    private static void fillTheDisk(Scene scene) throws Exception {
        Files.createSymbolicLink(scene.homes(), Path.of("/proc"));
    }

    private void silenceTheHost(Scene scene) throws Exception {
        scene.configure("repository", "http://127.0.0.1:%d/%s".formatted(silentHost.getLocalPort(), scene.app));
    }

    private static void forgetWhatIsLive(Scene scene) throws Exception {
        scene.target = new Target.OfRef(null, scene.sha("third"));
        scene.sql("update deploys set sha = '%s' where app_id = APP and environment = 'production' and number = 2"
                .formatted("a".repeat(40)));
        scene.hideRepository();
    }

    private static void giveGrace(Scene scene) throws Exception {
        scene.drain();
        scene.afterwards = () -> {
            scene.sql("update deploys set grace_until = %d where app_id = APP and state = 'pending'"
                    .formatted(scene.server.time().now().plusSeconds(60).toEpochMilli()));
            scene.client.delete("/api/0/drain/");
        };
    }

    private static void expectAnotherSha(Scene scene) {
        scene.expected = new Expected(scene.sha("first"), null);
    }

    private static void takeTheRight(Scene scene) throws Exception {
        scene.caller = scene.server.caller(scene.token("rita", "read"));
    }

    private static void retire(Scene scene) throws Exception {
        scene.sql("update apps set retired_at = 1, of_file = 1 where id = APP");
    }

    /** Of which nothing is requested by itself, because there are no such tags. */
    private static void setAutomation(Scene scene, String mode) throws Exception {
        scene.configure(
                "environments",
                "{\"staging\": {}, \"production\": {\"auto\": {\"on\": \"tag\", \"tags\": \"none-*\", \"min_interval\": \"1h\"}}}");
        scene.client.put("/api/0/apps/%s/envs/production/auto/".formatted(scene.app), Map.of("mode", mode));
    }

    private static void deployedAutomatically(Scene scene) throws Exception {
        setAutomation(scene, "on");
        scene.sql("update deploys set door = 'automation' where app_id = APP and environment = 'production'");
    }

    private static void deployElsewhere(Scene scene) throws Exception {
        setAutomation(scene, "on");
        scene.sql(PastSighting.SQL);
    }

    @Override
    public void close() throws IOException {
        checkHost.close();
        silentHost.close();
    }
}
