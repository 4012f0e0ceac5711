package dev.waybill.slack;

import dev.waybill.Pause;
import io.javalin.Javalin;
import io.javalin.websocket.WsContext;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Slack's end of Socket Mode, https://docs.slack.dev/apis/events-api/using-socket-mode: greets whoever connects, sends envelopes through
 * one of the connections, and keeps what is acknowledged.
 */
public final class FakeSocketMode implements AutoCloseable {
    private final Javalin javalin;
    private final List<WsContext> connected = new CopyOnWriteArrayList<>();
    private final List<String> acknowledged = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger envelopes = new AtomicInteger();
    private volatile boolean greets = true;

    public FakeSocketMode() {
        javalin = Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    config.routes.ws("/link/", ws -> {
                        ws.onConnect(this::connect);
                        ws.onMessage(it -> acknowledge(it.message()));
                        ws.onClose(it ->
                                connected.removeIf(other -> other.sessionId().equals(it.sessionId())));
                    });
                })
                .start("127.0.0.1", 0);
    }

    public String url() {
        return "ws://127.0.0.1:%d/link/?ticket=1".formatted(javalin.port());
    }

    private void connect(WsContext socket) {
        connections.incrementAndGet();
        connected.add(socket);
        if (greets) {
            send(socket, Map.of("type", "hello", "num_connections", connected.size()));
        }
    }

    /** From now on, nobody who connects is greeted. */
    public FakeSocketMode silent() {
        greets = false;
        return this;
    }

    private void acknowledge(String message) {
        acknowledged.add(
                JsonMapper.shared().readTree(message).path("envelope_id").asString(""));
    }

    private static void send(WsContext socket, Map<String, ?> message) {
        socket.send(JsonMapper.shared().writeValueAsString(message));
    }

    /** How many have connected so far. */
    public int connections() {
        return connections.get();
    }

    /** How many are connected. */
    public int connected() {
        return connected.size();
    }

    /** The envelopes that were acknowledged. */
    public List<String> acknowledged() {
        return List.copyOf(acknowledged);
    }

    /** Waits until so many have connected so far, and one still is. */
    public void awaitConnections(int count) throws InterruptedException {
        while (connections.get() < count || connected.isEmpty()) {
            Pause.briefly();
        }
    }

    /** Sends something through the newest connection. @return the envelope */
    public String send(String type, JsonNode payload) {
        return send(type, payload, connected.getLast());
    }

    /** The same through the oldest connection. */
    public String sendThroughOldest(String type, JsonNode payload) {
        return send(type, payload, connected.getFirst());
    }

    private String send(String type, JsonNode payload, WsContext socket) {
        var id = "envelope-" + envelopes.incrementAndGet();
        send(socket, Map.of("envelope_id", id, "type", type, "payload", payload, "accepts_response_payload", false));
        return id;
    }

    /** Sends a text as it is. */
    public void sendText(String text) {
        connected.getLast().send(text);
    }

    /** Asks for another connection. */
    public void disconnect(String reason) {
        send(connected.getLast(), Map.of("type", "disconnect", "reason", reason, "debug_info", Map.of()));
    }

    /** Ends all connections. */
    public void drop() {
        connected.forEach(socket -> socket.session.disconnect());
    }

    public void awaitAcknowledged(String envelope) throws InterruptedException {
        while (!acknowledged.contains(envelope)) {
            Pause.briefly();
        }
    }

    @Override
    public void close() {
        javalin.stop();
    }
}
