package dev.waybill.gates;

import dev.waybill.Client;
import dev.waybill.Pause;
import dev.waybill.TestRepository;
import dev.waybill.TestServer;
import dev.waybill.access.Caller;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.Door;
import dev.waybill.errors.Forbidden;
import dev.waybill.errors.Refused;
import dev.waybill.requests.DeployRequest;
import dev.waybill.requests.Expected;
import dev.waybill.requests.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One request to an app of its own. */
final class Scene {
    static final Duration LONGEST = Duration.ofSeconds(30);

    final TestServer server;
    final Client client;
    final String app;
    final TestRepository repository;
    private final Map<String, String> shas;
    Target target = new Target.OfRef("third", null);
    /** The commit that was deployed elsewhere, if that is what the request says. */
    String sha = "";

    Expected expected = Expected.ANYTHING;
    Caller caller;
    /** What happens between the request and the time at which it could start. */
    Step afterwards = () -> {};

    interface Step {
        void run() throws Exception;
    }

    Scene(TestServer server, String app, Commits commits) throws Exception {
        this.server = server;
        this.client = server.client();
        this.app = app;
        this.caller = server.caller(token("bob", "deploy read"));
        this.repository = commits.repository();
        this.shas = commits.shas();
        client.app(app, repository, "[ \"$WAYBILL_REF\" != hold ] || { trap '' TERM INT; echo held; sleep 600; }");
    }

    /** Of one of its branches. */
    String sha(String branch) {
        return Objects.requireNonNull(shas.get(branch));
    }

    String token(String user, String rights) throws Exception {
        var made =
                client.post("/api/0/tokens/", Map.of("name", user, "user", user, "rights", List.of(rights.split(" "))));
        if (made.status() != 201) {
            throw new IllegalStateException(made.text());
        }
        return made.json().get("token").asString();
    }

    /** Goes live by being recorded, which runs nothing. */
    void deployed(String environment, String ref) throws Exception {
        var made = client.post("/api/0/apps/%s/envs/%s/record/".formatted(app, environment), Map.of("sha", sha(ref)));
        if (made.status() != 201) {
            throw new IllegalStateException(made.text());
        }
    }

    void awaitRunning(int number) throws Exception {
        var deploy = server.engine().deploys().require(app, "production", number);
        while (!(deploy.state() instanceof Deploy.Running)) {
            deploy = server.engine().watch().await(deploy, LONGEST);
        }
    }

    /** Waits until its command ignores a cancel: a rollback cancels what runs, and starts once that has ended. */
    void awaitHeld(int number) throws Exception {
        awaitRunning(number);
        while (!client.get("/api/0/deploys/%s/production/%d/log/".formatted(app, number))
                .text()
                .contains("held")) {
            Pause.briefly();
        }
    }

    void configure(String key, String value) throws Exception {
        client.put("/api/0/apps/%s/".formatted(app), Map.of(key, value));
    }

    void drain() throws Exception {
        client.put("/api/0/drain/", Map.of());
    }

    /** Nobody finds it where the app says it is. */
    void hideRepository() throws Exception {
        Files.move(repository.path(), repository.path().resolveSibling(app + "-gone"));
    }

    /** Where the directories of the commands' homes would be. */
    Path homes() {
        return server.data().resolve("homes");
    }

    /** Changes the database behind the server's back; APP stands for the app's id. */
    void sql(String sql) throws Exception {
        var url = "jdbc:sqlite:" + server.data().resolve("waybill.db");
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.execute("pragma busy_timeout = 10000");
            statement.executeUpdate(sql.replace("APP", "(select id from apps where name = '%s')".formatted(app)));
        }
    }

    /** The id of the deploy, or why there is none. */
    String ask(Door door) throws InterruptedException {
        try {
            var asking = server.engine().asking();
            var request = request(door);
            return (request.target() instanceof Target.Happened happened
                            ? asking.past().record(request, happened)
                            : asking.requests().request(request))
                    .id()
                    .toString();
        } catch (Refused refused) {
            return "refused:" + refused.reasons().getFirst().code();
        } catch (Forbidden forbidden) {
            return "forbidden";
        }
    }

    private DeployRequest request(Door door) {
        var wish = switch (door) {
            case API, OLD_CLIENT, AUTOMATION, CODE_HOST -> target;
            case PROMOTION -> new Target.Promoted("staging");
            case ROLLBACK -> new Target.Back("1", true, true);
            case RECORD -> new Target.Happened(null, sha, null, null);
        };
        var reason = door == Door.ROLLBACK ? "500s" : null;
        return new DeployRequest(
                app, "production", wish, caller, null, Map.of(), false, reason, false, false, door, expected, null);
    }

    /** Nothing of it is in the way of the next one. */
    void tidy() throws Exception {
        Files.deleteIfExists(homes());
        client.delete("/api/0/drain/");
        sql("delete from deploys where node_id = 'gone'");
        sql("update deploys set driver = null where app_id = APP and state = 'running'");
        for (var deploy : server.engine().deploys().unfinished()) {
            client.post("/api/0/deploys/%s/kill/".formatted(deploy.id()), Map.of());
        }
        for (var deploy : server.engine().deploys().unfinished()) {
            client.awaitTheEnd(
                    client.get("/api/0/deploys/%s/".formatted(deploy.id())).json());
        }
    }
}
