package dev.waybill.api.deploys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Client;
import dev.waybill.api.ApiFixture;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The same request, sent again with the same key, makes no second deploy. */
@Tag("processes")
class IdempotencyTest extends ApiFixture {
    private Client.Answer ask(Client who, String key, String body) throws Exception {
        return who.send(who.request("/api/0/deploys/")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(body)));
    }

    @Test
    void sameKeyAndBody_answerTheSameDeploy_anotherBodyIs409() throws Exception {
        client.app("shop", repository, "true");

        var first = ask(client, "k1", "{\"app\": \"shop\", \"ref\": \"main\"}");
        var again = ask(client, "k1", "{\"ref\": \"main\", \"app\": \"shop\"}");
        var other = ask(client, "k1", "{\"app\": \"shop\", \"ref\": \"HEAD\"}");
        var newKey = ask(client, "k2", "{\"app\": \"shop\", \"ref\": \"main\"}");

        assertThat(List.of(first.status(), again.status(), other.status(), newKey.status()))
                .containsExactly(201, 201, 409, 201);
        assertThat(again.json().get("id")).isEqualTo(first.json().get("id"));
        assertThat(other.json().get("error_name").asString()).isEqualTo("idempotency_conflict");
        assertThat(newKey.json().get("number").asInt()).isEqualTo(2);
        assertThat(ask(client, "with space", "{\"app\": \"shop\"}").status()).isEqualTo(400);
    }

    @Test
    void key_isOfItsUser_andOfOneDay() throws Exception {
        client.app("shop", repository, "true");
        var bob = with(Map.of("name", "b", "user", "bob", "rights", List.of("deploy")));

        var mine = ask(client, "k", "{\"app\": \"shop\"}").json().get("id");
        var his = ask(bob, "k", "{\"app\": \"shop\"}").json().get("id");
        server.time().pass(Duration.ofHours(25));
        var tomorrow = ask(client, "k", "{\"app\": \"shop\", \"ref\": \"main\"}");

        assertThat(his).isNotEqualTo(mine);
        assertThat(tomorrow.status()).isEqualTo(201);
        assertThat(tomorrow.json().get("id")).isNotEqualTo(mine);
    }

    @Test
    void refusedRequest_leavesItsKeyFree() throws Exception {
        client.app("shop", repository, "true");

        assertThat(ask(client, "k", "{\"app\": \"shop\", \"ref\": \"nosuch\"}").status())
                .isEqualTo(400);
        repository.git("branch", "nosuch");

        assertThat(ask(client, "k", "{\"app\": \"shop\", \"ref\": \"nosuch\"}").status())
                .isEqualTo(201);
    }

    @Test
    void retry_takesAKey_too() throws Exception {
        client.app("shop", repository, "true");
        var deploy = client.deploy("shop", "");
        client.awaitEnd(deploy);
        var path = "/api/0/deploys/%s/retry".formatted(deploy.get("id").asString());

        var ids = new HashSet<>();
        for (var i = 0; i < 3; i++) {
            ids.add(client.send(
                            client.request(path).header("Idempotency-Key", "r").POST(BodyPublishers.noBody()))
                    .json()
                    .get("id"));
        }

        assertThat(ids).hasSize(1);
    }

    @Test
    void fiftyAtOnce_makeOneDeploy() throws Exception {
        client.app("shop", repository, "true");
        var tasks = IntStream.range(0, 50)
                .<Callable<Client.Answer>>mapToObj(_ -> () -> ask(client, "k", "{\"app\": \"shop\"}"))
                .toList();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(tasks)) {
                assertThat(answer.get().status()).as(answer.get().text()).isEqualTo(201);
                assertThat(answer.get().json().get("number").asInt()).isEqualTo(1);
            }
        }

        assertThat(client.get("/api/0/deploys/").json()).hasSize(1);
    }
}
