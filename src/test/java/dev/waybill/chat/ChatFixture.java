package dev.waybill.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Client;
import dev.waybill.SharedServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import tools.jackson.databind.JsonNode;

/** People who talk to a server. */
abstract class ChatFixture extends SharedServer {
    Client ann;
    Client bob;

    @BeforeAll
    final void meet() throws Exception {
        ann = token("ann", List.of("deploy", "lock"), "");
        bob = token("bob", List.of("deploy", "lock"), "");
    }

    /** @param app the only one for which it is; empty for all */
    final Client token(String user, List<String> rights, String app) throws Exception {
        var made = client.post("/api/0/tokens/", Map.of("name", user, "user", user, "rights", rights, "apps", app));
        return new Client(server.url(), made.json().get("token").asString());
    }

    /** An app with two environments. */
    final void app(String name, String command) throws Exception {
        client.app(name, repository, command);
        var environments = Map.of("production", Map.of(), "staging", Map.of());
        var changed = client.put("/api/0/apps/%s/".formatted(name), Map.of("environments", environments, "grace", 1));
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    }

    final JsonNode say(Client by, String text) throws Exception {
        return say(by, Map.of("text", text));
    }

    final JsonNode say(Client by, Map<String, ?> message) throws Exception {
        var answer = by.post("/api/0/chat/", message);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    static String text(JsonNode reply) {
        return reply.get("text").asString();
    }

    /** What is said, and must be done. */
    final String done(Client by, String text) throws Exception {
        var reply = say(by, text);
        assertThat(reply.get("ok").asBoolean()).as(reply.toString()).isTrue();
        return text(reply);
    }

    final void toTheEnd(Client by, String text) throws Exception {
        var reply = say(by, text);
        assertThat(reply.get("ok").asBoolean()).as(reply.toString()).isTrue();
        client.awaitEnd(
                client.get("/api/0/deploys/%s/".formatted(reply.get("deployId").asString()))
                        .json());
    }

    /** What is said, and must be refused. */
    final String refused(Client by, String text, String refusal) throws Exception {
        var reply = say(by, text);
        assertThat(reply.get("ok").asBoolean()).as(reply.toString()).isFalse();
        assertThat(reply.get("understood").asBoolean()).as(reply.toString()).isTrue();
        assertThat(reply.get("refusal").asString()).as(reply.toString()).isEqualTo(refusal);
        return text(reply);
    }
}
