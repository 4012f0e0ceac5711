package dev.waybill.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Client;
import dev.waybill.TestRepository;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What happened elsewhere is live here from then on; once for each database. */
abstract class RecordContract extends VersionsContract {
    private Client.Answer record(String app, Map<String, ?> body) throws Exception {
        return client.post("/api/0/apps/%s/envs/production/record/".formatted(app), body);
    }

    private Client.Answer recordOnce(String app, Map<String, ?> body) throws Exception {
        return client.send(client.request("/api/0/apps/%s/envs/production/record/".formatted(app))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "ci-42-" + app)
                .POST(BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body))));
    }

    private static String text(JsonNode deploy, String field) {
        return deploy.get(field).asString();
    }

    private String log(String id) throws Exception {
        return client.get("/api/0/deploys/%s/log/raw".formatted(id)).text();
    }

    @Test
    void whatWasRecorded_isADeploy_thatIsLive() throws Exception {
        var second = twoVersions("recorded", Map.of("command", "cat readme"));
        var third = TestRepository.at(directory.resolve("recorded")).commit("readme", "third\n");
        var at = server.time().now().minusSeconds(3_600).toString();

        var answer = record(
                "recorded",
                Map.of(
                        "sha",
                        third.substring(0, 9),
                        "ref",
                        "main",
                        "user",
                        "bob",
                        "at",
                        at,
                        "evidence",
                        "https://ci/42"));
        var deploy = answer.json();

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(text(deploy, "name")).isEqualTo("recorded/production#3");
        assertThat(text(deploy, "outcome")).isEqualTo("succeeded");
        assertThat(text(deploy, "trigger")).isEqualTo("record");
        assertThat(text(deploy, "requestedBy")).isEqualTo("admin on behalf of bob");
        assertThat(text(deploy, "sha")).isEqualTo(third);
        assertThat(text(deploy, "previousSha")).isEqualTo(second);
        assertThat(text(deploy, "evidence")).isEqualTo("https://ci/42");
        assertThat(text(deploy, "dateFinished")).startsWith(at.substring(0, 19));
        assertThat(deploy.get("duration").isNull()).isTrue();
        assertThat(text(deploy, "message"))
                .isEqualTo(
                        "it ended before recorded/production#2; it is live all the same, because it was recorded last");
        assertThat(log(text(deploy, "id")))
                .matches(
                        ">> deployed elsewhere until .*, recorded by admin on behalf of bob\n>> evidence: https://ci/42\n");
        assertThat(production("recorded").at("/live/deploy").asString()).isEqualTo("recorded/production#3");
    }

    @Test
    void rollback_goesBack_toWhatWasRecorded() throws Exception {
        var second = twoVersions("back", Map.of("command", "cat readme"));
        var third = TestRepository.at(directory.resolve("back")).commit("readme", "third\n");
        record("back", Map.of("sha", third));
        var again = record("back", Map.of("sha", second)).json();

        var log = client.awaitEnd(rollback("back", Map.of("to", "#3")));

        assertThat(text(again, "previousSha")).isEqualTo(third);
        assertThat(log).contains("third");
        assertThat(production("back").at("/live/sha").asString()).isEqualTo(third);
        assertThat(production("back").at("/live/rollback").asBoolean()).isTrue();
    }

    @Test
    void itsEvents_areThoseOfADeploy() throws Exception {
        var repository = app("eventful", Map.of("command", "true"));
        var id = record("eventful", Map.of("sha", repository.git("rev-parse", "HEAD")))
                .json()
                .get("id")
                .asString();

        var events = client.get("/api/0/events/?app=eventful")
                .json()
                .valueStream()
                .filter(event -> event.at("/deploy/id").asString("").equals(id))
                .toList();

        assertThat(events.stream().map(event -> event.get("kind").asString()))
                .containsExactly("deploy.finished", "deploy.requested");
        assertThat(events.getFirst().at("/data/ranMillis").isNumber()).isFalse();
        assertThat(production("eventful").get("usualDuration").isNull()).isTrue();
        assertThat(client.get("/api/0/deploys/?app=eventful&status=finished").json())
                .hasSize(1);
        assertThat(client.get("/api/0/deploy-stats/?app=eventful")
                        .json()
                        .get(30)
                        .get(1)
                        .asInt())
                .isOne();
    }

    @Test
    void nothingRefusesIt_butItsMessageWarns() throws Exception {
        twoVersions("held", Map.of("command", "[ \"$WAYBILL_REF\" != hold ] || sleep 600"));
        var repository = TestRepository.at(directory.resolve("held"));
        repository.git("tag", "hold");
        var running = client.deploy("held", "?ref=hold&reason=again");
        while (client.show(running).get("dateStarted").isNull()) {
            client.get("/api/0/deploys/%s/?wait=10".formatted(running.get("id").asString()));
        }
        var token = client.post(
                        "/api/0/tokens/", Map.of("name", "ann", "user", "ann", "rights", List.of("lock", "read")))
                .json()
                .get("token")
                .asString();
        new Client(server.url(), token).put("/api/0/apps/held/envs/production/lock/", Map.of("reason", "db migration"));

        var older = record("held", Map.of("sha", repository.git("rev-parse", "main~1")));
        client.post("/api/0/deploys/%s/kill/".formatted(running.get("id").asString()), Map.of());

        assertThat(older.status()).as(older.text()).isEqualTo(201);
        assertThat(older.json().get("message").asString())
                .contains("production of held is locked by ann", "db migration")
                .contains("which held/production#2 deployed; it is live all the same, because it was recorded last")
                .contains("held/production#3 is running; if it succeeds, it is live after this one");
        assertThat(production("held").at("/live/deploy").asString()).isEqualTo("held/production#4");
    }

    @Test
    void deployThatWaits_isSuperseded_byWhatWasRecorded() throws Exception {
        twoVersions("overtaken", Map.of("command", "true"));
        var repository = TestRepository.at(directory.resolve("overtaken"));
        var third = repository.commit("readme", "third\n");
        client.put("/api/0/drain/", Map.of());
        var waiting = client.deploy("overtaken", "");
        assertThat(waiting.get("sha").asString())
                .as("%s, after %s", waiting, repository.git("log", "--format=%H %s"))
                .isEqualTo(third);
        var fourth = repository.commit("readme", "fourth\n");

        var newer = record("overtaken", Map.of("sha", fourth)).json();
        client.delete("/api/0/drain/");
        client.awaitTheEnd(waiting);

        assertThat(client.show(waiting).get("supersededBy")).isEqualTo(newer.get("id"));
    }

    @Test
    void idempotencyKey_recordsItOnce() throws Exception {
        var sha = app("once", Map.of("command", "true")).git("rev-parse", "HEAD");
        var body = Map.of("sha", sha, "evidence", "job 42");

        var first = recordOnce("once", body);
        var again = recordOnce("once", body);
        var other = recordOnce("once", Map.of("sha", sha, "evidence", "job 43"));

        assertThat(first.status()).as(first.text()).isEqualTo(201);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.json().get("error_name").asString()).isEqualTo("idempotency_conflict");
    }
}
