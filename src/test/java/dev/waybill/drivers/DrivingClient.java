package dev.waybill.drivers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Client;
import dev.waybill.Pause;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Drives one external deploy as {@code waybill run} does, request by request. */
final class DrivingClient {
    static final String KEY = "k".repeat(40);

    private final Client client;
    private final JsonNode deploy;
    private final String path;
    private final String key;

    DrivingClient(Client client, JsonNode deploy) {
        this(client, deploy, KEY);
    }

    DrivingClient(Client client, JsonNode deploy, String key) {
        this.client = client;
        this.deploy = deploy;
        this.path = "/api/0/deploys/%s/".formatted(deploy.get("id").asString());
        this.key = key;
    }

    /** An external deploy, once it is its turn. */
    static DrivingClient started(Client client, String app) throws Exception {
        var driving = new DrivingClient(client, client.deploy(app, "?external=true"));
        driving.awaitStatus("in_progress");
        return driving;
    }

    void awaitStatus(String status) throws Exception {
        while (!show().get("status").asString().equals(status)) {
            Pause.briefly();
        }
    }

    JsonNode show() throws Exception {
        return client.show(deploy);
    }

    JsonNode deploy() {
        return deploy;
    }

    Client.Answer begin() throws Exception {
        return client.put(path + "driver/", Map.of("key", key, "host", "build7", "process", 4711));
    }

    /** Begins, and answers itself. */
    DrivingClient begun() throws Exception {
        assertThat(begin().status()).isEqualTo(200);
        return this;
    }

    Client.Answer send(long offset, String text) throws Exception {
        return send(offset, text.getBytes(StandardCharsets.UTF_8), false);
    }

    Client.Answer send(long offset, byte[] bytes, boolean isLast) throws Exception {
        return client.send(client.request(path + "output/?offset=%d&last=%s".formatted(offset, isLast))
                .header("Waybill-Driver", key)
                .header("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.ofByteArray(bytes)));
    }

    Client.Answer exit(int code, long end) throws Exception {
        return exit(code, end, false);
    }

    Client.Answer exit(int code, long end, boolean stopped) throws Exception {
        return client.put(path + "exit/", Map.of("key", key, "code", code, "end", end, "stopped", stopped));
    }

    void cancel() throws Exception {
        assertThat(client.put(path, Map.of("status", "cancelled")).status()).isEqualTo(200);
    }

    Client.Answer post(String verb) throws Exception {
        return client.post(path + verb, Map.of());
    }

    /** What the command wrote, as it is stored. */
    String output() throws Exception {
        return client.send(client.request(path + "log/raw?origin=command").GET())
                .text();
    }

    String log() throws Exception {
        return client.send(client.request(path + "log/raw").GET()).text();
    }
}
