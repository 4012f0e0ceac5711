package dev.waybill.slack.socket;

import dev.waybill.network.Clients;
import dev.waybill.network.WrongVariable;
import dev.waybill.spi.Time;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Opens WebSockets, through the proxy of the environment if there is one. */
public final class Dialer {
    private static final Duration LONGEST = Duration.ofSeconds(15);

    private final Clients clients;
    private final Time time;

    public Dialer(Clients clients, Time time) {
        this.clients = clients;
        this.time = time;
    }

    /** Blocks until Slack uses the connection; closes it otherwise. */
    void open(URI url, Socket socket) throws NotConnected, InterruptedException {
        var isOpen = false;
        try {
            greet(url, socket);
            isOpen = true;
        } finally {
            if (!isOpen) {
                socket.close();
            }
        }
    }

    private void greet(URI url, Socket socket) throws NotConnected, InterruptedException {
        try {
            var host = http(url);
            var way = clients.way(host);
            var builder = clients.of(host, way).newWebSocketBuilder().connectTimeout(LONGEST);
            way.flatMap(Clients::login).ifPresent(it -> builder.header("Proxy-Authorization", it));
            time.await(builder.buildAsync(url, socket), LONGEST);
            time.await(socket.greeted(), LONGEST);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof NotConnected told
                    ? told
                    : new NotConnected("cannot be reached: " + reason(e.getCause()), null);
        } catch (TimeoutException _) {
            throw new NotConnected("has not answered within %d s".formatted(LONGEST.toSeconds()), null);
        } catch (IOException | WrongVariable e) {
            throw new NotConnected("cannot be reached: " + e.getMessage(), null);
        }
    }

    private static String reason(@Nullable Throwable failure) {
        return failure == null || failure.getMessage() == null ? String.valueOf(failure) : failure.getMessage();
    }

    private static URI http(URI url) throws NotConnected {
        var text = url.toString();
        if (!text.startsWith("wss://") && !text.startsWith("ws://") || url.getHost() == null) {
            throw new NotConnected("has answered without the URL of a WebSocket", null);
        }
        return URI.create(text.replaceFirst("^ws", "http"));
    }
}
