package dev.waybill.http;

import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;

/** Enforces {@link Limits} on connections. Jetty closes idle ones. */
final class Connections implements LifeCycle.Listener {
    private static final long IDLE_AT_STOP_MILLIS = 50;
    private static final int WAITING_TO_BE_ACCEPTED = 1024;

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
                connector.addEventListener(new SlowConnections(connector, limits));
                connector.setIdleTimeout(limits.idle().toMillis());
                connector.setAcceptQueueSize(WAITING_TO_BE_ACCEPTED);
                connector.setShutdownIdleTimeout(IDLE_AT_STOP_MILLIS); // idle connections must not delay a stop
            }
        }
    }
}
