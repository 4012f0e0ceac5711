package dev.waybill.api.deploys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.TestRepository;
import dev.waybill.TestServer;
import dev.waybill.api.WireFixture;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** One deploy, as clients see and change it. */
class DeploysWireTest extends WireFixture {
    /** The fields that clients know. */
    private static final String KNOWN = """
            id number name app user environment ref sha sha_url remote status duration estimatedDuration
            dateCreated dateStarted dateFinished outcome blockers position previousSha forced trigger
            params message retryOf links
            """;

    private static final String FIRST = "/api/0/deploys/1/";
    private static final String TIME = "20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{6}Z";

    @TestFactory
    Stream<DynamicTest> deploy_isFound_underAllOfItsNames() {
        return asked("""
                GET /api/0/deploys/1/
                  => 200 {'id':'1','name':'web/production#1','number':1,'app':{'id':'1','name':'web'}
                GET /api/0/deploys/1
                  => 200 'id':'1'
                GET /api/0/tasks/1/
                  => 200 'id':'1'
                GET /api/0/deploys/web/production/1
                  => 200 'number':1
                GET /api/0/tasks/web/production/1/
                  => 200 'number':1
                GET /api/0/deploys/1/
                  READER => 200 'number':1
                  STRANGER => 404 'error_name':'invalid_resource'
                GET /api/0/deploys/web/production/1/
                  STRANGER => 404 'invalid_resource'
                GET /api/0/deploys/web/production/x/
                  => 404 'error_name':'invalid_resource'
                GET /api/0/deploys/web/production/1.0/
                  => 404 'error_name':'invalid_resource'
                GET /api/0/deploys/web/production/99999999999/
                  => 404 'error_name':'invalid_resource'
                GET /api/0/deploys/web/production/-1/
                  => 404 'error_name':'invalid_resource'
                GET /api/0/deploys/web/production/2/
                  => 404 'error_name':'invalid_resource'
                GET /api/0/deploys/web/staging/1/
                  => 404 'error_name':'invalid_resource'
                GET /api/0/deploys/nosuch/production/1/
                  => 404 'error_name':'invalid_resource'
                GET /api/0/deploys/x/
                  => 404 'error_name':'invalid_resource'
                GET /api/0/tasks/0x1/log/
                  => 404 'error_name':'invalid_resource'
                GET /api/0/deploys/99999999999999999999/
                  => 404 'error_name':'invalid_resource'
                """);
    }

    @TestFactory
    Stream<DynamicTest> change_onlyCancels() {
        return asked("""
                PUT /api/0/deploys/1/
                  {} => 200 'id':'1'
                  {'status': null} => 200 'status':'finished'
                  status= => 200 'status':'finished'
                  {'status': 'finished'} => 400 {'status':'finished is not a valid choice'}
                  {'status': 'x', 'y': 1} => 400 'message':{'status':'x is not a valid
                  {'status': 1} => 400 'message':{'status':'1 is not a valid choice'}
                  {'status': 'cancelled'} => 409 has already ended: succeeded
                  status=cancelled => 409 has already ended: succeeded
                  READER {'status': 'cancelled'} => 403 lacks the permission \\'deploy
                  STRANGER {'status': 'cancelled'} => 404 'invalid_resource'
                PUT /api/0/tasks/web/production/9/
                  {} => 404 'error_name':'invalid_resource'
                """);
    }

    @Test
    void deploy_hasTheFieldsThatClientsKnow_inTheirTypes() throws Exception {
        var shown = client.get(FIRST).json();

        assertThat(shown.propertyNames()).contains(KNOWN.split("\\s+"));
        for (var name : List.of("dateCreated", "dateStarted", "dateFinished")) {
            assertThat(shown.get(name).asString()).as(name).matches(TIME);
        }
        assertThat(shown.at("/user/dateCreated").asString()).matches(TIME);
        assertThat(shown.at("/user/id").isString()).isTrue();
        assertThat(shown.at("/user/name").asString()).isEqualTo("admin");
        assertThat(shown.get("number").isInt()).isTrue();
        assertThat(shown.get("sha").asString()).isEqualTo(repository.git("rev-parse", "main"));
        assertThat(shown.get("sha_url").asString()).isEmpty();
        assertThat(shown.get("remote").toString()).isEqualTo("{\"name\":\"local\",\"url\":\"\"}");
        assertThat(shown.get("duration").toString()).matches("[0-9]+\\.[0-9]{1,2}");
        assertThat(shown.get("estimatedDuration")).isEqualTo(shown.get("duration"));
        assertThat(shown.get("outcome").asString()).isEqualTo("succeeded");
    }

    @Test
    void cancel_ofADeployThatRuns_isAnsweredAtOnce_andHoldsTheLane() throws Exception {
        client.app("stubborn", repository, "trap '' TERM; echo started; while :; do sleep 0.1; done");
        client.put("/api/0/apps/stubborn/", Map.of("grace", 3600));
        var deploy = client.deploy("stubborn", "");
        var path = "/api/0/tasks/stubborn/production/1/";
        client.awaitLog(deploy, "started\n");

        var cancelled = client.put(path, Map.of("status", "cancelled"));
        var again = client.put(path, Map.of("status", "cancelled"));
        var wrong = client.put(path, Map.of("status", "finished"));
        var next = client.show(client.deploy("stubborn", ""));
        var waiting = client.put("/api/0/deploys/stubborn/production/2/", Map.of("status", "cancelled"));
        client.post(path + "kill/", Map.of());
        client.awaitEnd(deploy);

        assertThat(cancelled.status()).isEqualTo(200);
        assertThat(cancelled.json().get("status").asString()).isEqualTo("cancelled");
        assertThat(cancelled.json().get("dateFinished").isNull()).isTrue();
        assertThat(again.status()).isEqualTo(200);
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(next.get("status").asString()).isEqualTo("pending");
        assertThat(next.get("dateStarted").isNull()).isTrue();
        assertThat(waiting.json().get("outcome").asString()).isEqualTo("cancelled");
        assertThat(client.show(deploy).get("dateFinished").asString()).matches(TIME);
    }

    /** The old command line prints both dates of a deploy that failed, and breaks on null. */
    @Test
    void deploy_thatFailedBeforeItStarted_hasBothDates() throws Exception {
        var away = directory.resolve("away");
        var data = directory.resolve("second");
        try (var first = TestServer.start(data, null)) {
            first.client()
                    .post(
                            "/api/0/apps/",
                            Map.of(
                                    "name",
                                    "shop",
                                    "repository",
                                    away.toString(),
                                    "provider",
                                    "shell",
                                    "deploy",
                                    "true"));
            var waiting = first.client().deploy("shop", "?ref=nosuch");
            assertThat(waiting.get("sha").isNull()).isTrue();
            assertThat(waiting.get("sha_url").asString()).isEmpty();
        }
        TestRepository.make(away);

        try (var next = TestServer.in(data).later(Duration.ofMinutes(1)).start()) {
            var client = next.client();
            client.awaitEnd(client.get("/api/0/deploys/1/").json());
            var failed = client.get("/api/0/deploys/shop/production/1/").json();

            assertThat(failed.get("status").asString()).isEqualTo("failed");
            assertThat(failed.get("dateStarted").asString()).matches(TIME);
            assertThat(failed.get("dateFinished").asString()).matches(TIME);
            assertThat(failed.get("message").asString()).contains("no branch, tag or commit");
        }
    }
}
