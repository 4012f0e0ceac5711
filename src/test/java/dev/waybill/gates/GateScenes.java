package dev.waybill.gates;

import dev.waybill.Client;
import dev.waybill.TestRepository;
import dev.waybill.TestServer;
import dev.waybill.access.Caller;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.DeployId;
import dev.waybill.deploys.Door;
import dev.waybill.deploys.Outcome;
import dev.waybill.errors.Forbidden;
import dev.waybill.errors.Reason;
import dev.waybill.errors.Refused;
import dev.waybill.requests.DeployRequest;
import dev.waybill.requests.Expected;
import dev.waybill.requests.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * Servers on which each gate can be brought about around one request. What is live there is {@code second}; what is asked for is
 * {@code third}, which came out of it; what is gone back to is {@code first}.
 */
final class GateScenes implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final Path directory;
    private final TestServer wide;
    private final TestServer narrow;
    private final ServerSocket silentHost = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private int apps;

    GateScenes(Path directory) throws Exception {
        this.directory = directory;
        this.wide = TestServer.start(directory.resolve("wide"), null);
        this.narrow = TestServer.start(directory.resolve("narrow"), null, 1, null, null);
    }

    /** One request to an app of its own. */
    private final class Scene {
        final TestServer server;
        final Client client;
        final String app = "app-%d".formatted(++apps);
        final TestRepository repository;
        final String[] shas = new String[3];
        final String side;
        Target target = new Target.OfRef("third", null);
        Expected expected = Expected.ANYTHING;
        Caller caller;
        /** What happens between the request and the time at which it could start. */
        Step afterwards = () -> {};

        Scene(TestServer server) throws Exception {
            this.server = server;
            this.client = server.client();
            this.caller = server.caller(token("bob", "deploy read"));
            this.repository = TestRepository.make(directory.resolve(app));
            for (var i = 0; i < 3; i++) {
                shas[i] = repository.commit("file", "%d\n".formatted(i));
                repository.git("tag", List.of("first", "second", "third").get(i));
            }
            repository.git("checkout", "--quiet", "-b", "side", "first");
            side = repository.commit("other", "side\n");
            repository.git("tag", "hold", "third");
            client.app(app, repository, "[ \"$WAYBILL_REF\" != hold ] || sleep 600");
        }

        String token(String user, String rights) throws Exception {
            var made = client.post(
                    "/api/0/tokens/", Map.of("name", user, "user", user, "rights", List.of(rights.split(" "))));
            if (made.status() != 201) {
                throw new IllegalStateException(made.text());
            }
            return made.json().get("token").asString();
        }

        void deployed(String environment, String ref) throws Exception {
            client.awaitEnd(client.deploy(app, "?env=%s&ref=%s".formatted(environment, ref)));
        }

        void sql(String sql) throws Exception {
            try (Connection connection = DriverManager.getConnection(
                            "jdbc:sqlite:" + server.data().resolve("waybill.db"));
                    var statement = connection.createStatement()) {
                statement.execute("pragma busy_timeout = 10000");
                statement.executeUpdate(sql.replace("APP", "(select id from apps where name = '%s')".formatted(app)));
            }
        }

        String ask(Door door) throws InterruptedException {
            var reason = door == Door.ROLLBACK ? "500s" : null;
            try {
                var wish = switch (door) {
                    case API, OLD_CLIENT, AUTOMATION -> target;
                    case PROMOTION -> new Target.Promoted("staging");
                    case ROLLBACK -> new Target.Back("1", true, true);
                };
                return server.engine()
                        .asking()
                        .requests()
                        .request(new DeployRequest(
                                app,
                                "production",
                                wish,
                                caller,
                                null,
                                Map.of(),
                                false,
                                reason,
                                false,
                                door,
                                expected,
                                null))
                        .id()
                        .toString();
            } catch (Refused refused) {
                return "refused:" + refused.reasons().getFirst().code();
            } catch (Forbidden forbidden) {
                return "forbidden";
            }
        }
    }

    private interface Step {
        void run() throws Exception;
    }

    /** What comes of a request by a door when a gate stands there. */
    String whatComesOf(String gate, Door door, String expected) throws Exception {
        var scene = new Scene(gate.equals("ConcurrencyLimit") ? narrow : wide);
        scene.deployed("production", "first");
        scene.deployed("production", "second");
        var candidate = switch (gate) {
            case "OlderThanLive" -> "first";
            case "ReasonNeeded" -> "side";
            default -> "third";
        };
        scene.deployed("staging", candidate);
        scene.target = new Target.OfRef(candidate, null);
        var code = arrange(gate, scene);
        try {
            var id = scene.ask(door);
            if (!id.matches("[0-9]+")) {
                return id.equals("refused:" + code) ? "refused" : id;
            }
            scene.afterwards.run();
            return outcome(scene, new DeployId(Long.parseLong(id)), code, expected);
        } finally {
            tidy(scene);
        }
    }

    /** Brings a gate about; answers its code. */
    private String arrange(String gate, Scene scene) throws Exception {
        return switch (gate) {
            case "Locked" -> {
                scene.client.put("/api/0/apps/" + scene.app + "/", Map.of("lockedReason", "db migration"));
                yield "LOCKED";
            }
            case "Quarantined" -> {
                scene.deployed("production", "third");
                scene.client.post(
                        "/api/0/deploys/%s/production/3/judge/".formatted(scene.app), Map.of("verdict", "faulty"));
                scene.deployed("production", ":previous");
                yield "QUARANTINED";
            }
            case "OlderThanLive" -> "OLDER_THAN_LIVE";
            case "QueuedBehind" -> {
                scene.client.deploy(scene.app, "?ref=hold");
                await(scene, deploy -> deploy.state() instanceof Deploy.Running, 3);
                yield "QUEUED_BEHIND";
            }
            case "ConcurrencyLimit" -> {
                scene.client.app(scene.app + "-busy", scene.repository, "sleep 600");
                scene.client.deploy(scene.app + "-busy", "");
                yield "CONCURRENCY_LIMIT";
            }
            case "Draining" -> {
                scene.client.put("/api/0/drain/", Map.of());
                yield "DRAINING";
            }
            case "DiskLow" -> {
                // A part of the data directory lies on a disk that has no room, as /proc never has.
                Files.createSymbolicLink(homes(scene), Path.of("/proc"));
                yield "DISK_LOW";
            }
            case "VcsUnreachable" -> {
                Files.move(scene.repository.path(), directory.resolve(scene.app + "-gone"));
                yield "VCS_UNREACHABLE";
            }
            case "RefUnresolved" -> {
                var url = "http://127.0.0.1:%d/%s".formatted(silentHost.getLocalPort(), scene.app);
                scene.client.put("/api/0/apps/" + scene.app + "/", Map.of("repository", url));
                yield "REF_UNRESOLVED";
            }
            case "KinshipUnknown" -> {
                scene.target = new Target.OfRef(null, scene.shas[2]);
                scene.sql(
                        "update deploys set sha = '%s' where app_id = APP and environment = 'production' and number = 2"
                                .formatted("a".repeat(40)));
                Files.move(scene.repository.path(), directory.resolve(scene.app + "-gone"));
                yield "REF_UNRESOLVED";
            }
            case "NodeSilent" -> {
                silentNode(scene);
                yield "NODE_SILENT";
            }
            case "Grace" -> {
                scene.client.put("/api/0/drain/", Map.of());
                scene.afterwards = () -> {
                    scene.sql("update deploys set grace_until = %d where app_id = APP and state = 'pending'"
                            .formatted(scene.server.time().now().plusSeconds(60).toEpochMilli()));
                    scene.client.delete("/api/0/drain/");
                };
                yield "GRACE";
            }
            case "ReasonNeeded" -> "REASON_NEEDED";
            case "ChangedSinceSeen" -> {
                scene.expected = new Expected(scene.shas[0], null);
                yield "CHANGED_SINCE_SEEN";
            }
            case "NotPermitted" -> {
                scene.caller = scene.server.caller(scene.token("rita", "read"));
                yield "NOT_PERMITTED";
            }
            case "AppRetired" -> {
                scene.sql("update apps set retired_at = 1, of_file = 1 where id = APP");
                yield "APP_RETIRED";
            }
            default -> throw new IllegalArgumentException("nobody knows how to bring about " + gate);
        };
    }

    private static Path homes(Scene scene) {
        return scene.server.data().resolve("homes");
    }

    /** A node that nobody hears of runs a deploy of the lane. */
    private static void silentNode(Scene scene) throws Exception {
        scene.sql("""
                insert into nodes (id, epoch, max_running, started_at, name, beat) values ('gone', 1, 5, 1, 'gone', 1)
                on conflict do nothing
                """);
        scene.sql("update lanes set last_number = 3 where app_id = APP and environment = 'production'");
        scene.sql("""
                insert into deploys (app_id, environment, number, task, ref, question, sha, user_id, caller_id, door, forced, rank,
                    params, app_version, state, created_at, node_id, started_at, version)
                select app_id, environment, 3, task, ref, question, sha, user_id, caller_id, door, forced, rank,
                    params, app_version, 'running', created_at, 'gone', started_at, 1
                from deploys where app_id = APP and environment = 'production' and number = 2
                """);
        scene.sql(
                "insert into logs (deploy_id, stored_end, complete) select id, 0, 0 from deploys where node_id = 'gone'");
        while (!isSilent(scene.client.get("/api/0/nodes/").json())) {
            scene.server.time().pass(Duration.ofSeconds(15));
            scene.client.get("/api/0/deploys/%s/production/3/?wait=1".formatted(scene.app));
        }
    }

    private static boolean isSilent(JsonNode nodes) {
        for (var node : nodes) {
            if (node.get("name").asString().equals("gone")
                    && node.get("silentSince").isString()) {
                return true;
            }
        }
        return false;
    }

    private String outcome(Scene scene, DeployId id, String code, String expected) throws Exception {
        var engine = scene.server.engine();
        var outlook = engine.waiting().outlook();
        var end = System.nanoTime() + LONGEST.toNanos();
        while (System.nanoTime() < end) {
            var deploy = engine.deploys().require(id);
            if (deploy.state() instanceof Deploy.Finished finished && finished.outcome() == Outcome.SUPERSEDED) {
                return "superseded";
            }
            if (!(deploy.state() instanceof Deploy.Pending)) {
                return "starts";
            }
            var waiting = outlook.waiting(deploy);
            if (expected.equals("waits")
                    && waiting.isPresent()
                    && waiting.get().blockers().stream().map(Reason::code).anyMatch(code::equals)) {
                return "waits";
            }
            engine.watch().await(deploy, Duration.ofMillis(100));
        }
        return "waits for "
                + outlook.waiting(engine.deploys().require(id))
                        .map(it -> it.blockers().toString())
                        .orElse("nothing");
    }

    private void await(Scene scene, Predicate<Deploy> condition, int number) throws Exception {
        var deploy = scene.server.engine().deploys().require(scene.app, "production", number);
        while (!condition.test(deploy)) {
            deploy = scene.server.engine().watch().await(deploy, LONGEST);
        }
    }

    /** Nothing of a scene is in the way of the next one. */
    private static void tidy(Scene scene) throws Exception {
        Files.deleteIfExists(homes(scene));
        scene.client.delete("/api/0/drain/");
        scene.sql("delete from deploys where node_id = 'gone'");
        for (var deploy : scene.server.engine().deploys().unfinished()) {
            scene.client.post("/api/0/deploys/%s/kill/".formatted(deploy.id()), Map.of());
        }
        for (var deploy : scene.server.engine().deploys().unfinished()) {
            scene.client.awaitTheEnd(scene.client
                    .get("/api/0/deploys/%s/".formatted(deploy.id()))
                    .json());
        }
    }

    @Override
    public void close() throws IOException {
        wide.close();
        narrow.close();
        silentHost.close();
    }
}
