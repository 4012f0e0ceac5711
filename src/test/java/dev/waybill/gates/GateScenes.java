package dev.waybill.gates;

import dev.waybill.TestServer;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.DeployId;
import dev.waybill.deploys.Door;
import dev.waybill.deploys.Outcome;
import dev.waybill.errors.Reason;
import dev.waybill.requests.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Servers on which each gate can be brought about around one request. What is live there is {@code second}; what is asked for is
 * {@code third}, which came out of it; what is gone back to is {@code first}.
 */
final class GateScenes implements AutoCloseable {
    /** They are about what the server knows of the repository, so the server sees it for the first time in each of their scenes. */
    private static final Set<String> OF_REPOSITORIES =
            Set.of("Quarantined", "OlderThanLive", "VcsUnreachable", "RefUnresolved", "KinshipUnknown", "ReasonNeeded");

    private final Path directory;
    private final TestServer wide;
    private final TestServer narrow;
    private final Obstacles obstacles = new Obstacles();
    /** By name. To make a repository, and to fetch it, takes longer than the rest of a scene. */
    private final Map<String, Commits> commits = new HashMap<>();

    private int apps;

    GateScenes(Path directory) throws Exception {
        this.directory = directory;
        this.wide = TestServer.start(directory.resolve("wide"), null);
        this.narrow = TestServer.in(directory.resolve("narrow")).running(1).start();
    }

    /** What comes of a request by a door when a gate stands there. */
    String whatComesOf(String gate, Door door, String expected) throws Exception {
        var scene = setTheScene(gate, door);
        var code = obstacles.putInto(scene, gate);
        try {
            var id = scene.ask(door);
            if (!id.matches("[0-9]+")) {
                return id.equals("refused:" + code) ? "refused" : id;
            }
            scene.afterwards.run();
            return outcome(scene, new DeployId(Long.parseLong(id)), code, expected);
        } finally {
            scene.tidy();
        }
    }

    private Scene setTheScene(String gate, Door door) throws Exception {
        var server = gate.equals("ConcurrencyLimit") ? narrow : wide;
        var app = "app-%d".formatted(++apps);
        var scene = new Scene(server, app, commits(OF_REPOSITORIES.contains(gate) ? app : gate));
        scene.deployed("production", "first");
        scene.deployed("production", "second");
        var candidate = switch (gate) {
            case "OlderThanLive" -> "first";
            case "ReasonNeeded" -> "side";
            default -> "third";
        };
        if (door == Door.PROMOTION) {
            scene.deployed("staging", candidate);
        }
        scene.target = new Target.OfRef(candidate, null);
        scene.sha = scene.sha(candidate);
        return scene;
    }

    private Commits commits(String repository) throws Exception {
        var known = commits.get(repository);
        if (known != null) {
            return known;
        }
        var made = Commits.make(directory.resolve(repository));
        commits.put(repository, made);
        return made;
    }

    private static String outcome(Scene scene, DeployId id, String code, String expected) throws Exception {
        var engine = scene.server.engine();
        var end = System.nanoTime() + Scene.LONGEST.toNanos();
        while (System.nanoTime() < end) {
            var deploy = engine.deploys().require(id);
            var ended = fate(deploy);
            if (ended.isPresent()) {
                return ended.get();
            }
            if (expected.equals("waits") && waitsFor(code, deploy, scene.server)) {
                return "waits";
            }
            engine.watch().await(deploy, Duration.ofMillis(100));
        }
        return "waits for "
                + engine.waiting()
                        .outlook()
                        .waiting(engine.deploys().require(id))
                        .map(it -> it.blockers().toString())
                        .orElse("nothing");
    }

    /** Empty while it waits. */
    private static Optional<String> fate(Deploy deploy) {
        return switch (deploy.state()) {
            case Deploy.Pending _ -> Optional.empty();
            case Deploy.Finished finished when finished.outcome() == Outcome.SUPERSEDED -> Optional.of("superseded");
            case Deploy.Finished _ when deploy.door() == Door.RECORD -> Optional.of("recorded");
            case Deploy.Running _, Deploy.Finished _ -> Optional.of("starts");
        };
    }

    private static boolean waitsFor(String code, Deploy deploy, TestServer server) {
        return server.engine().waiting().outlook().waiting(deploy).stream()
                .flatMap(waiting -> waiting.blockers().stream())
                .map(Reason::code)
                .anyMatch(code::equals);
    }

    @Override
    public void close() throws IOException {
        wide.close();
        narrow.close();
        obstacles.close();
    }
}
