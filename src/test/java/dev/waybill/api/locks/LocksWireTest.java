package dev.waybill.api.locks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Client;
import dev.waybill.TestRepository;
import dev.waybill.TestServer;
import dev.waybill.store.DatabaseHash;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Locks as clients meet them, and what becomes of the deploys that wait under them. */
@Tag("processes")
class LocksWireTest {
    private static final String LOCK = "/api/0/apps/shop/envs/production/lock/";

    @TempDir
    Path directory;

    private TestServer server;
    private TestRepository repository;
    private Client admin;
    private Client bob;

    @BeforeEach
    void start() throws Exception {
        server = TestServer.start(directory.resolve("data"), null);
        repository = TestRepository.make(directory.resolve("repository"));
        admin = server.client();
        bob = client("bob", List.of("deploy", "lock"));
        admin.app("shop", repository, "true");
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private Client client(String user, List<String> rights) throws Exception {
        var made = admin.post("/api/0/tokens/", Map.of("name", user, "user", user, "rights", rights));
        return new Client(server.url(), made.json().get("token").asString());
    }

    private JsonNode queued(Client client) throws Exception {
        var answer = client.post("/api/0/deploys/", Map.of("app", "shop", "queue", true));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json();
    }

    /** Blocks until there is one. */
    private String event(String kind) throws Exception {
        try (var events = admin.events("/api/0/events/?after=0&kind=" + kind, "")) {
            return events.filter(line -> line.startsWith("data: ")).findFirst().orElseThrow();
        }
    }

    private List<String> codes(JsonNode deploy) throws Exception {
        return admin.show(deploy)
                .get("blockers")
                .valueStream()
                .map(blocker -> blocker.get("code").asString())
                .toList();
    }

    @Test
    void put_answersTheLock_and409WithThePresentOne_toSomebodyElse() throws Exception {
        var taken = admin.put(LOCK, Map.of("reason", "db migration", "for", "1h30m"));
        var refused = bob.put(LOCK, Map.of("reason", "mine"));
        var forbidden = bob.delete(LOCK);
        var stolen = bob.put(LOCK, Map.of("reason", "the site is down", "steal", true));

        assertThat(taken.status()).as(taken.text()).isEqualTo(200);
        assertThat(taken.json().get("scope").asString()).isEqualTo("production of shop");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().get("error_name").asString()).isEqualTo("locked");
        assertThat(refused.json().at("/lock/holder").asString()).isEqualTo("admin");
        assertThat(refused.json().get("error").asString()).contains("(\"steal\": true)");
        assertThat(forbidden.status()).isEqualTo(403);
        assertThat(forbidden.text()).contains("only admin, or a user with the permission");
        assertThat(stolen.json().get("holder").asString()).isEqualTo("bob");
        assertThat(admin.get("/api/0/locks/").json()).hasSize(1);
    }

    @Test
    void put_isRefused_whereItIsWrong() throws Exception {
        assertThat(admin.put(LOCK, Map.of("reason", "x", "for", "8d")).text()).contains("at most 7d from now");
        assertThat(admin.put(LOCK, Map.of("reason", "x", "for", "soon")).status())
                .isEqualTo(400);
        assertThat(admin.put(LOCK, Map.of("reason", "x", "kind", "soft")).text())
                .contains("hard, automation, warning");
        assertThat(admin.put(LOCK, Map.of("kind", "hard")).text()).contains("reason");
        assertThat(admin.post(LOCK + "extend/", Map.of()).status()).isEqualTo(400);
        assertThat(admin.delete(LOCK).status()).isEqualTo(404);
        assertThat(admin.put("/api/0/locks/environments/Pro%20d/", Map.of("reason", "x"))
                        .status())
                .isEqualTo(400);
        assertThat(admin.get("/api/0/locks/").json()).isEmpty();
    }

    @Test
    void dryRuns_tellWhatWouldHappen_andLeaveTheDatabaseAsItIs() throws Exception {
        admin.put(LOCK, Map.of("reason", "db migration"));
        queued(bob);
        var before = DatabaseHash.of(server);

        var released = admin.delete(LOCK + "?dry_run=true");
        var taken = admin.put("/api/0/locks/global/?dry_run=1", Map.of("reason", "audit"));
        var extended = admin.post(LOCK + "extend/?dry_run=true", Map.of("for", "1d"));
        var handedOver = admin.post(LOCK + "hand-over/?dry_run=true", Map.of("to", "nobody yet"));

        assertThat(released.json().get("willRun").toString()).isEqualTo("[\"shop/production#1\"]");
        assertThat(taken.json().get("holds").toString()).isEqualTo("[\"shop/production#1\"]");
        assertThat(List.of(released, taken, extended, handedOver))
                .allSatisfy(
                        answer -> assertThat(answer.status()).as(answer.text()).isEqualTo(200));
        assertThat(DatabaseHash.of(server)).isEqualTo(before);
    }

    @Test
    void release_letsWhatWaitedBeStopped_andWhatIsAskedForThenStartAtOnce() throws Exception {
        admin.put(LOCK, Map.of("reason", "db migration"));
        var first = queued(bob);
        var second = queued(bob);
        assertThat(codes(first)).contains("LOCKED");

        var released = admin.delete(LOCK).json();

        assertThat(released.get("willRun").toString()).isEqualTo("[\"shop/production#1\",\"shop/production#2\"]");
        assertThat(event("lock.released")).contains("shop/production#2").contains("until");
        assertThat(codes(first)).contains("GRACE");
        admin.awaitEnd(queued(bob));
        assertThat(admin.show(first).get("status").asString()).isEqualTo("pending");
        bob.put("/api/0/deploys/2/", Map.of("status", "cancelled"));
        server.time().pass(Duration.ofSeconds(61));
        admin.awaitEnd(first);
        assertThat(admin.show(second).get("outcome").asString()).isEqualTo("cancelled");
    }

    @Test
    void release_startsNothing_thatAnotherLockHolds() throws Exception {
        admin.put(LOCK, Map.of("reason", "db migration"));
        admin.put("/api/0/locks/global/", Map.of("reason", "audit"));
        var held = queued(bob);

        assertThat(admin.delete(LOCK).json().get("willRun")).isEmpty();
        assertThat(codes(held)).contains("LOCKED").doesNotContain("GRACE");
        assertThat(admin.delete("/api/0/locks/global/").json().get("willRun")).hasSize(1);
    }

    @Test
    void lock_outlivesItsEnd_whileItsHoldersDeployRuns_andThenEnds() throws Exception {
        var wait = Files.createFile(directory.resolve("wait"));
        admin.app(
                "slow",
                repository,
                Map.of(
                        "command", "echo on; while [ -e '%s' ]; do sleep 0.2; done".formatted(wait),
                        "timeout", 1_000_000,
                        "read_timeout", 1_000_000));
        admin.put("/api/0/apps/slow/lock/", Map.of("reason", "db migration", "for", "1h"));
        var deploy = admin.deploy("slow", "");
        admin.awaitLog(deploy, "on\n");

        server.time().pass(Duration.ofMinutes(65));
        assertThat(event("lock.extended")).contains("db migration");
        assertThat(admin.get("/api/0/locks/").json()).hasSize(1);
        Files.delete(wait);
        admin.awaitEnd(deploy);
        server.time().pass(Duration.ofDays(1));

        assertThat(event("lock.expired")).contains("db migration");
        assertThat(event("app.unlocked")).contains("slow");
        assertThat(admin.get("/api/0/locks/").json()).isEmpty();
    }

    @Test
    void lockedReason_byAnother_isAConflict_andTheSameTextIsNone() throws Exception {
        var app = "/api/0/apps/shop/";
        admin.put(app, Map.of("lockedReason", "db migration"));

        assertThat(bob.put(app, Map.of("lockedReason", "mine")).status()).isEqualTo(409);
        assertThat(bob.put(app, Map.of("lockedReason", false)).status()).isEqualTo(403);
        assertThat(bob.put(app, Map.of("lockedReason", "db migration")).status())
                .isEqualTo(200);
        assertThat(admin.get("/api/0/locks/").json().at("/0/expires").isNull()).isTrue();
        assertThat(admin.put(app, Map.of("lockedReason", "False"))
                        .json()
                        .get("lockedReason")
                        .isNull())
                .isTrue();
    }

    @Test
    void list_showsLocksOfAllAppsToEverybody_andOthersToThoseWhoMayRead() throws Exception {
        admin.app("blog", repository, "true");
        for (var path : List.of("locks/global", "locks/environments/staging", "apps/blog/lock", "apps/shop/lock")) {
            admin.put("/api/0/%s/".formatted(path), Map.of("reason", "audit"));
        }
        var made = admin.post(
                "/api/0/tokens/", Map.of("name", "s", "user", "s", "rights", List.of("read"), "apps", List.of("shop")));
        var limited = new Client(server.url(), made.json().get("token").asString());

        assertThat(limited.get("/api/0/locks/").json().findValuesAsString("scope"))
                .containsExactly("everything", "staging of all apps", "shop");
    }
}
