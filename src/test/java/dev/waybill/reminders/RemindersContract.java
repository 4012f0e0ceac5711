package dev.waybill.reminders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Pause;
import dev.waybill.deploys.DeployId;
import dev.waybill.deploys.DeployStore;
import dev.waybill.events.DeployEvent;
import dev.waybill.events.Events;
import dev.waybill.store.Db;
import dev.waybill.store.Observer;
import java.nio.file.Files;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** People are reminded once; once for each database. */
abstract class RemindersContract extends RemindersFixture {
    private static final Duration SECONDS = Duration.ofSeconds(5);
    private static final Duration HOURS = Duration.ofHours(1);

    /** In seconds, for a command that takes all the time for real that has passed in these tests. */
    private static final int AGES = 5_000_000;

    /** A success like that before it. */
    private static final String AGAIN = """
            insert into deploys (app_id, environment, number, task, ref, question, sha, user_id, caller_id, door, forced, rank, params,
                app_version, state, outcome, created_at, node_id, started_at, finished_at, live_number, version)
            select app_id, environment, number + 1, task, ref, question, sha, user_id, caller_id, door, forced, rank, params,
                app_version, state, outcome, created_at, node_id, started_at, finished_at, live_number + 1, version
            from deploys order by id desc limit 1
            """;

    @Test
    void longWait_isToldOnce_withWhatBlocksIt_alsoAfterARestart() throws Exception {
        Files.writeString(directory.resolve("secret"), "correct-horse-battery");
        client.app("waits", repository, "true");
        client.put("/api/0/apps/waits/", Map.of("secrets", Map.of("KEY", Map.of("file", path("secret")))));
        client.put("/api/0/apps/waits/lock/", Map.of("reason", "correct-horse-battery has leaked"));
        var deploy = client.post("/api/0/deploys/", Map.of("app", "waits", "user", "bob", "queue", true))
                .json();

        var told = await(1, "waits", "deploy.waiting", SECONDS);
        awaitAnother();
        restart();
        awaitAnother();

        assertThat(told.at("/deploy/name").asString()).isEqualTo("waits/production#1");
        assertThat(told.at("/data/name").asString()).isEqualTo("waits/production#1");
        assertThat(told.at("/data/waitedMillis").asLong()).isGreaterThanOrEqualTo(30_000);
        assertThat(told.at("/data/reason").asString())
                .contains("locked by admin", "*** has leaked")
                .doesNotContain("horse");
        assertThat(events("waits", "deploy.waiting")).hasSize(1);
        assertThat(reminders("waits")).isEqualTo(1);
        client.put("/api/0/deploys/waits/production/1/", Map.of("status", "cancelled"));
        client.awaitEnd(deploy);
        awaitAnother();
        assertThat(reminders("waits")).as("those of what is over").isZero();
    }

    private String path(String file) {
        return directory.resolve(file).toString();
    }

    @Test
    void slowDeploy_isToldOnce_whenItTakesLongerThanNearlyAllBefore() throws Exception {
        var command = "while [ -e '%s' ]; do sleep 0.2; done".formatted(path("slow"));
        client.app("slow", repository, Map.of("command", command, "timeout", AGES, "read_timeout", AGES));
        client.awaitEnd(client.deploy("slow", ""));
        repeat();
        Files.createFile(directory.resolve("slow"));
        var deploy = client.deploy("slow", "");

        var told = await(1, "slow", "deploy.slow", SECONDS);
        awaitAnother();
        var known = reminders("slow");
        Files.delete(directory.resolve("slow"));
        client.awaitEnd(deploy);
        awaitAnother();

        assertThat(told.at("/data/name").asString()).isEqualTo("slow/production#11");
        assertThat(told.at("/data/ranMillis").asLong())
                .isGreaterThanOrEqualTo(told.at("/data/usualMillis").asLong() + 30_000);
        assertThat(events("slow", "deploy.slow")).hasSize(1);
        assertThat(known).isEqualTo(1);
        assertThat(reminders("slow")).isZero();
    }

    /** Nine more of what was deployed last. */
    private void repeat() throws Exception {
        try (var connection = DriverManager.getConnection(present().jdbcUrl());
                var statement = connection.createStatement()) {
            for (var i = 0; i < 9; i++) {
                statement.executeUpdate(AGAIN);
            }
            statement.executeUpdate("""
                    update lanes set last_number = 10, last_live = 10
                    where app_id = (select id from apps where name = 'slow') and environment = 'production'
                    """);
        }
    }

    @Test
    void pauseOfADay_isToldOnce_untilTheNextOne() throws Exception {
        client.app("paused", repository, "true");
        var auto = Map.of("on", "success", "of", "production");
        client.put(
                "/api/0/apps/paused/",
                Map.of("environments", Map.of("production", Map.of(), "staging", Map.of("auto", auto))));
        pause("paused", "the fair");

        var told = await(1, "paused", "automation.still_paused", HOURS);
        configure(Map.of("unset", "environments.staging.auto"));
        server.time().pass(HOURS);
        awaitAnother();
        configure(Map.of("environments.staging.auto", auto));
        server.time().pass(Duration.ofHours(30));
        awaitAnother();
        var once = events("paused", "automation.still_paused").size();
        pause("on", "over");
        pause("paused", "the next fair");
        var next = await(2, "paused", "automation.still_paused", HOURS);
        pause("on", "over");
        while (reminders("paused") > 0) {
            server.time().pass(HOURS);
            Pause.briefly();
        }

        assertThat(told.get("environment").asString()).isEqualTo("staging");
        assertThat(told.get("user").isNull()).isTrue();
        assertThat(told.at("/data/reason").asString()).isEqualTo("the fair");
        assertThat(told.at("/data/by").asString()).isEqualTo("admin");
        assertThat(once).isEqualTo(1);
        assertThat(next.at("/data/reason").asString()).isEqualTo("the next fair");
        assertThat(events("paused", "automation.still_paused")).hasSize(2);
    }

    private void configure(Map<String, ?> change) throws Exception {
        var answer = client.put("/api/0/apps/paused/", change);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private void pause(String mode, String reason) throws Exception {
        var answer = client.put("/api/0/apps/paused/envs/staging/auto/", Map.of("mode", mode, "reason", reason));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    /** Not by the loop of the server: it would be due in 30 s at the earliest, and may remind as well. */
    @Test
    void servers_remindOnce_howeverManyDoAtTheSameTime() throws Exception {
        var held = held("raced", "db migration");
        try (var db = Db.open(present(), server.time(), Observer.NONE);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var noting = new Noting(db, new Events(server.time()));
            var id = new DeployId(held.get("id").asLong());
            while (events("raced", "deploy.waiting").isEmpty()) {
                var deploy = new DeployStore(db).require(id);
                var event = new DeployEvent.Waiting(deploy.name(), 30_000, "it is locked");
                Callable<Boolean> once = () -> noting.note(deploy, ReminderStore.Kind.WAITING, event);
                threads.invokeAll(Stream.generate(() -> once).limit(4).toList());
            }
            var read = new DeployStore(db).require(id);
            client.put("/api/0/deploys/raced/production/1/", Map.of("status", "cancelled"));

            var isNoted = noting.note(
                    read, ReminderStore.Kind.SLOW, new DeployEvent.Waiting(read.name(), 30_000, "it is locked"));

            assertThat(isNoted).as("after a change").isFalse();
            assertThat(events("raced", "deploy.waiting")).hasSize(1);
        }
    }
}
