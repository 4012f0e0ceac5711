package dev.waybill.api;

import dev.waybill.Client;
import dev.waybill.TestRepository;
import dev.waybill.TestServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A server, its admin, and a repository to deploy from. */
public abstract class ApiFixture {
    @TempDir
    protected Path directory;

    protected TestServer server;
    protected Client client;
    protected TestRepository repository;

    @BeforeEach
    final void start() throws Exception {
        server = TestServer.start(directory.resolve("data"), null);
        client = server.client();
        repository = TestRepository.make(directory.resolve("repository"));
    }

    @AfterEach
    final void stop() throws Exception {
        server.close();
    }

    /** Somebody with a token of these properties. */
    protected final Client with(Map<String, ?> token) throws Exception {
        var made = client.post("/api/0/tokens/", token);
        if (made.status() != 201) {
            throw new AssertionError(made.text());
        }
        return new Client(server.url(), made.json().get("token").asString());
    }

    public static List<String> names(JsonNode list) {
        return list.valueStream().map(item -> item.get("name").asString()).toList();
    }
}
