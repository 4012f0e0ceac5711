package dev.waybill.http;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.NanoTime;

/**
 * Keeps the connections from one address within {@link Limits}. When one too many comes, the oldest goes on which nothing has been asked,
 * so that somebody who opens many pushes out their own. Where all are young or in use, a quarter more may come; then the newest goes.
 * Thread-safe.
 */
final class Addresses implements Connection.Listener {
    /** What has just come has not had the time to ask. */
    private static final Duration YOUNG = Duration.ofSeconds(1);

    private final Terms terms;
    /** With the moment when each was opened. */
    private final Map<String, Map<Connection, Long>> byAddress = new ConcurrentHashMap<>();
    /** Noted when it is opened, since a closed one does not know any more whose it was. */
    private final Map<Connection, String> addresses = new ConcurrentHashMap<>();

    Addresses(Terms terms) {
        this.terms = terms;
    }

    @Override
    public void onOpened(Connection connection) {
        key(connection).ifPresent(key -> {
            addresses.put(connection, key);
            var all = byAddress.compute(key, (_, known) -> {
                var connections = known == null ? new ConcurrentHashMap<Connection, Long>() : known;
                connections.put(connection, NanoTime.now());
                return connections;
            });
            var most = terms.limits().perAddress();
            if (all.size() > most) {
                oldestUnused(all)
                        .or(() -> all.size() > most * 5 / 4 ? Optional.of(connection) : Optional.empty())
                        .ifPresent(this::close);
            }
        });
    }

    @Override
    public void onClosed(Connection connection) {
        var key = addresses.remove(connection);
        if (key != null) {
            byAddress.computeIfPresent(key, (_, connections) -> {
                connections.remove(connection);
                return connections.isEmpty() ? null : connections;
            });
        }
    }

    private Optional<String> key(Connection connection) {
        return connection.getEndPoint().getRemoteSocketAddress() instanceof InetSocketAddress remote
                        && remote.getAddress() != null
                        && !terms.peers().isTrusted(remote.getAddress().getHostAddress())
                ? Optional.of(Peers.client(remote.getAddress()))
                : Optional.empty();
    }

    private void close(Connection connection) {
        terms.refused().accept("connections");
        connection.getEndPoint().close();
    }

    private Optional<Connection> oldestUnused(Map<Connection, Long> all) {
        return all.entrySet().stream()
                .filter(it -> NanoTime.millisSince(it.getValue()) > YOUNG.toMillis() && isUnused(it.getKey()))
                .max(Comparator.comparingLong(it -> NanoTime.millisSince(it.getValue())))
                .map(Map.Entry::getKey);
    }

    /** No request, or not the whole head of one. */
    private static boolean isUnused(Connection connection) {
        return connection instanceof HttpConnection http
                && (http.getParser().isStart() || http.getParser().inHeaderState());
    }
}
