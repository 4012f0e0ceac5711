package dev.waybill.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.waybill.Client;
import dev.waybill.TestRepository;
import dev.waybill.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A server of root, whose commands run as other users of the machine. Only root can try that without more ado. */
@Tag("processes")
abstract class RunAsFixture {
    static final String SECRET = "correct-horse-battery";
    Path directory;
    Path gate;
    TestServer server;
    TestRepository repository;
    Client client;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "needs to be root");
        this.directory = directory;
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
        gate = directory.resolve("gate");
        repository = TestRepository.make(directory.resolve("repository"));
        server = TestServer.start(directory.resolve("data"), null);
        client = server.client();
    }

    @AfterEach
    void stop() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    JsonNode deploy(String app, String user, String command) throws Exception {
        var body = Map.of(
                "name",
                app,
                "repository",
                repository.path().toString(),
                "provider",
                "shell",
                "deploy",
                command,
                "run_as",
                user,
                "variables",
                Map.of("QUOTED", "it's \"q\"\n$HOME", "LD_LIBRARY_PATH", "/nowhere"),
                "secrets",
                Map.of("TOKEN", Map.of("file", secret().toString())));
        assertThat(client.post("/api/0/apps/", body).status()).isEqualTo(201);
        return client.deploy(app, "");
    }

    Path secret() throws IOException {
        return Files.writeString(directory.resolve("secret"), SECRET + "\n");
    }

    /** For a command: goes on when the test opens the gate. */
    String untilOpen() {
        return "while [ ! -e %s ]; do sleep 0.2; done".formatted(gate);
    }

    void open() throws IOException {
        Files.createFile(gate);
    }

    String outcome(JsonNode deploy) throws Exception {
        return client.show(deploy).get("outcome").asString();
    }

    List<Path> homes() throws IOException {
        var homes = server.data().resolve("homes");
        if (!Files.exists(homes)) {
            return List.of();
        }
        try (var all = Files.list(homes)) {
            return all.toList();
        }
    }

    /** The deploy is over before its files are gone. */
    void assertNothingIsLeft() throws Exception {
        client.app("last", repository, "true");
        var end = System.nanoTime() + 10_000_000_000L;
        while (!homes().isEmpty() && System.nanoTime() < end) {
            client.awaitEnd(client.deploy("last", ""));
        }
        assertThat(homes()).isEmpty();
    }
}
