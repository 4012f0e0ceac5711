package dev.waybill.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.NanoTime;

/**
 * Closes connections whose headers arrive too slowly. When three quarters of all connections are open, those without a request are closed,
 * too, and headers must arrive within two seconds. Nothing is done while nobody is connected. Thread-safe.
 */
final class SlowConnections implements Connection.Listener {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final AbstractConnector connector;
    private final Limits limits;
    private final AtomicBoolean isDue = new AtomicBoolean();

    SlowConnections(AbstractConnector connector, Limits limits) {
        this.connector = connector;
        this.limits = limits;
    }

    @Override
    public void onOpened(Connection connection) {
        lookSoon();
    }

    private void lookSoon() {
        if (connector.isRunning() && isDue.compareAndSet(false, true)) {
            var pause = Math.min(PAUSE.toMillis(), limits.headers().toMillis());
            connector.getScheduler().schedule(this::look, pause, TimeUnit.MILLISECONDS);
        }
    }

    private void look() {
        isDue.set(false);
        closeSlow();
        if (!connector.getConnectedEndPoints().isEmpty()) {
            lookSoon();
        }
    }

    private void closeSlow() {
        var all = connector.getConnectedEndPoints();
        var areMany = all.size() > limits.connections() * 3 / 4;
        var forHead = areMany ? shorter(PAUSE.multipliedBy(2), limits.headers()) : limits.headers();
        all.stream()
                .filter(it -> isTooSlow(it, forHead) || areMany && isUnused(it))
                .forEach(EndPoint::close);
    }

    private static boolean isTooSlow(EndPoint endPoint, Duration forHead) {
        return endPoint.getConnection() instanceof HttpConnection connection
                && connection.getParser().inHeaderState()
                && !connection.getParser().isStart()
                && NanoTime.millisSince(connection.getParser().getBeginNanoTime()) > forHead.toMillis();
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static boolean isUnused(EndPoint endPoint) {
        return endPoint.getConnection() instanceof HttpConnection connection
                && connection.getParser().isStart()
                && endPoint instanceof AbstractEndPoint end
                && end.getIdleFor() > PAUSE.toMillis();
    }
}
