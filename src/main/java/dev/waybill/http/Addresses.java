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
 * Limits the number of connections per client address, see {@link Limits}. When an address exceeds its limit, its
 * oldest connection without a request in progress is closed, so a client that opens many closes only its own. If all
 * are less than a second old or in use, the address may exceed its limit by a quarter; beyond that, new connections are
 * closed. Thread-safe.
 */
final class Addresses implements Connection.Listener {
    /** The minimum age of a connection before it can be closed for sending no request. */
    private static final Duration YOUNG = Duration.ofSeconds(1);

    private final Terms terms;
    /** The connections of each address, with the time when each was opened (nano time). */
    private final Map<String, Map<Connection, Long>> byAddress = new ConcurrentHashMap<>();
    /** Recorded on opening, because a closed connection no longer knows its remote address. */
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

    /** Whether no request, or only a part of a request's headers, has arrived. */
    private static boolean isUnused(Connection connection) {
        return connection instanceof HttpConnection http
                && (http.getParser().isStart() || http.getParser().inHeaderState());
    }
}
