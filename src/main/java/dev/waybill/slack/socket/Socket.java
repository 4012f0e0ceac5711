package dev.waybill.slack.socket;

import dev.waybill.spi.Time;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One connection: acknowledges what arrives before anything is done about it. Its methods do not block. */
final class Socket implements WebSocket.Listener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Socket.class);
    private static final int LONGEST_MESSAGE = 1 << 20;

    /** Why a connection is to be replaced, or has ended. */
    sealed interface End {}

    /** Slack asks for another; until it closes this one, it still uses it. */
    record Asked(String reason) implements End {}

    record Lost(String why) implements End {}

    private final Time time;
    private final Consumer<Envelope> handler;
    private final CompletableFuture<String> greeted = new CompletableFuture<>();
    private final CompletableFuture<End> end = new CompletableFuture<>();
    private final StringBuilder message = new StringBuilder();
    private @Nullable WebSocket socket;
    private CompletableFuture<?> sending = CompletableFuture.completedFuture(null);
    private volatile Duration heardAt;
    private volatile boolean isLost;
    private boolean isClosed;

    Socket(Time time, Consumer<Envelope> handler) {
        this.time = time;
        this.handler = handler;
        this.heardAt = time.sinceBoot();
    }

    /** Completes when Slack uses this connection; fails if it ends before. */
    CompletableFuture<String> greeted() {
        return greeted;
    }

    CompletableFuture<End> end() {
        return end;
    }

    /** For how long nothing was heard. */
    Duration silence() {
        return time.sinceBoot().minus(heardAt);
    }

    @Override
    public void onOpen(WebSocket opened) {
        synchronized (this) {
            socket = opened;
            if (isClosed) {
                opened.abort();
                return;
            }
        }
        opened.request(1);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        heardAt = time.sinceBoot();
        if (message.length() + part.length() > LONGEST_MESSAGE) {
            lost("sent a message of more than %d characters".formatted(LONGEST_MESSAGE));
            from.abort();
            return null;
        }
        message.append(part);
        if (last) {
            var whole = message.toString();
            message.setLength(0);
            read(whole);
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPing(WebSocket from, ByteBuffer content) {
        heardAt = time.sinceBoot();
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer content) {
        return onPing(from, content);
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
        lost("closed the connection (%d)".formatted(status));
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
        lost("lost the connection: " + failure.getMessage());
    }

    /** Whether nothing can arrive any more. */
    boolean isLost() {
        return isLost;
    }

    private void lost(String why) {
        isLost = true;
        end.complete(new Lost(why));
        greeted.completeExceptionally(new NotConnected(why, null));
    }

    private void read(String text) {
        JsonNode json;
        try {
            json = JsonMapper.shared().readTree(text);
        } catch (JacksonException e) {
            LOG.debug("Slack sent what is not JSON", e);
            return;
        }
        var type = json.path("type").asString("");
        var id = json.path("envelope_id").asString("");
        switch (type) {
            case "hello" -> greeted.complete(type);
            case "disconnect" -> disconnect(json.path("reason").asString("unknown"));
            case String _
            when !id.isEmpty() -> {
                acknowledge(id);
                handler.accept(new Envelope(id, type, json.path("payload")));
            }
            default -> LOG.debug("Slack sent a message of the unknown type \"{}\"", type);
        }
    }

    private void disconnect(String reason) {
        end.complete(new Asked(reason));
        greeted.completeExceptionally(new NotConnected("asks to disconnect (%s)".formatted(reason), null));
    }

    /** If it is not received, Slack sends the envelope again through another connection. */
    private void acknowledge(String id) {
        send(it -> it.sendText(JsonMapper.shared().writeValueAsString(Map.of("envelope_id", id)), true));
    }

    void ping() {
        send(it -> it.sendPing(ByteBuffer.allocate(0)));
    }

    private interface Sending {
        CompletableFuture<WebSocket> start(WebSocket socket);
    }

    /** The JDK's sockets send one message after the other. */
    private synchronized void send(Sending next) {
        var to = socket;
        if (to != null) {
            sending = sending.handle((_, _) -> to).thenCompose(next::start);
        }
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        if (socket != null) {
            socket.abort();
        }
    }
}
