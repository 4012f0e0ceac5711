package dev.waybill.notify;

import dev.waybill.Client;
import dev.waybill.Pause;
import dev.waybill.TestRepository;
import dev.waybill.TestServer;
import dev.waybill.receivers.FakeReceiver;
import dev.waybill.store.Database;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A server that may tell receivers at private addresses, and such a receiver. */
abstract class NotifiersFixture {
    FakeReceiver receiver;
    TestServer server;
    Client client;
    TestRepository repository;
    Path directory;

    /** Null for the embedded store. */
    @Nullable
    Database database() throws Exception {
        return null;
    }

    /** More of the configuration file. */
    String settings() {
        return "";
    }

    @BeforeEach
    void start(@TempDir Path temporary) throws Exception {
        directory = temporary;
        receiver = new FakeReceiver();
        repository = TestRepository.make(directory.resolve("repository"));
        var file = directory.resolve("waybill.yaml");
        Files.writeString(file, "allow_private_targets: true\napps: {}\n" + settings());
        server = TestServer.in(directory.resolve("data"))
                .on(database())
                .with(file)
                .start();
        client = server.client();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        receiver.close();
    }

    /** An app that tells a webhook at a path. */
    void app(String name, String command, String path, Map<String, Object> more) throws Exception {
        var settings = new HashMap<String, Object>(more);
        settings.put("url", receiver.url(path));
        app(name, command, Map.of("type", "webhook", "config", settings));
    }

    void app(String name, String command, Map<String, ?> notifier) throws Exception {
        client.app(name, repository, Map.of("command", command), Map.of("notifiers", List.of(notifier)));
    }

    JsonNode deployed(String app) throws Exception {
        var deploy = client.deploy(app, "");
        client.awaitEnd(deploy);
        return deploy;
    }

    /** Waits for so much at a path, while time passes more quickly. */
    List<FakeReceiver.Received> await(String path, int count) throws InterruptedException {
        while (receiver.at(path).size() < count) {
            server.time().pass(Duration.ofSeconds(2));
            Pause.briefly();
        }
        return receiver.at(path);
    }

    static List<String> texts(List<FakeReceiver.Received> received, String field) {
        return received.stream().map(it -> it.json().path(field).asString()).toList();
    }
}
