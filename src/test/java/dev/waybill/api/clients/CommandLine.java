package dev.waybill.api.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.api.clients.RawConnection.Answer;
import java.io.IOException;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What freight-cli makes of a session, on one connection: only JSON by the exact name is an answer, only 2xx a success. */
final class CommandLine implements AutoCloseable {
    private final OldClient client;
    private final String url;
    private final String key;
    private final RawConnection connection;

    CommandLine(OldClient client, String url, String key) throws IOException {
        this.client = client;
        this.url = url;
        this.key = key;
        this.connection = new RawConnection(url);
    }

    JsonNode get(String path) throws IOException {
        return data(connection.send(client.get(url, key, "/api/0" + path)));
    }

    JsonNode send(String method, String path, Map<String, ?> body) throws IOException {
        return data(answer(method, path, body));
    }

    Answer answer(String method, String path, Map<String, ?> body) throws IOException {
        return connection.send(client.send(method, url, key, "/api/0" + path, body));
    }

    JsonNode delete(String path) throws IOException {
        return data(connection.send(client.delete(url, key, "/api/0" + path)));
    }

    private static JsonNode data(Answer answer) {
        assertThat(answer.contentType()).isEqualTo("application/json");
        assertThat(answer.status()).as(answer.text()).isBetween(200, 299);
        return answer.json();
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
