package dev.waybill.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Client;
import dev.waybill.api.ApiFixture;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import tools.jackson.databind.JsonNode;

/** A server, and tokens that its admin makes. */
@Tag("processes")
abstract class TokensFixture extends ApiFixture {
    final JsonNode made(Map<String, ?> body) throws Exception {
        var answer = client.post("/api/0/tokens/", body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json();
    }

    final Client client(JsonNode made) {
        return new Client(server.url(), made.get("token").asString());
    }
}
