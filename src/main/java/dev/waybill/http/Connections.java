package dev.waybill.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.NanoTime;
import org.eclipse.jetty.util.component.LifeCycle;

/**
 * Enforces {@link Limits} on connections. Jetty closes idle ones; this class closes those whose headers arrive too
 * slowly. When three quarters of all connections are open, idle ones are closed, and headers must arrive within two
 * seconds.
 */
final class Connections implements LifeCycle.Listener {
    private static final long IDLE_AT_STOP_MILLIS = 50;
    private static final int WAITING_TO_BE_ACCEPTED = 1024;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Terms terms;
    private final Limits limits;

    private Connections(Terms terms) {
        this.terms = terms;
        this.limits = terms.limits();
    }

    static void limit(Server server, Terms terms) {
        server.addEventListener(new Connections(terms));
        server.addBean(new NetworkConnectionLimit(terms.limits().connections(), server));
    }

    @Override
    public void lifeCycleStarting(LifeCycle starting) {
        if (starting instanceof Server server) {
            for (var each : server.getConnectors()) {
                var connector = (ServerConnector) each;
                connector.addEventListener(new Addresses(terms));
                connector.setIdleTimeout(limits.idle().toMillis());
                connector.setAcceptQueueSize(WAITING_TO_BE_ACCEPTED);
                connector.setShutdownIdleTimeout(IDLE_AT_STOP_MILLIS); // idle connections must not delay a stop
            }
        }
    }

    @Override
    public void lifeCycleStarted(LifeCycle started) {
        if (started instanceof Server server) {
            for (var connector : server.getConnectors()) {
                closeSlow((AbstractConnector) connector);
            }
        }
    }

    private void closeSlow(AbstractConnector connector) {
        var all = connector.getConnectedEndPoints();
        var areMany = all.size() > limits.connections() * 3 / 4;
        var forHead = areMany ? shorter(PAUSE.multipliedBy(2), limits.headers()) : limits.headers();
        all.stream()
                .filter(it -> isTooSlow(it, forHead) || areMany && isUnused(it))
                .forEach(EndPoint::close);
        if (connector.isRunning()) {
            var pause = Math.min(PAUSE.toMillis(), limits.headers().toMillis());
            connector.getScheduler().schedule(() -> closeSlow(connector), pause, TimeUnit.MILLISECONDS);
        }
    }

    private boolean isTooSlow(EndPoint endPoint, Duration forHead) {
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
