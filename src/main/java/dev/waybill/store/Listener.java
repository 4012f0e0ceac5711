package dev.waybill.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears what transactions of other servers on the same PostgreSQL have changed, by LISTEN and NOTIFY, on a connection of its own.
 * While that is lost nothing is heard, so when it is back everybody is told to look.
 */
final class Listener implements AutoCloseable {
    static final String NOTIFY = "select pg_notify('waybill', ?)";

    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
    private static final int LONGEST_MILLIS = 10_000;
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final Database database;
    private final Signals signals;
    private final Thread thread;
    private volatile @Nullable Connection connection;

    private Listener(Database database, Signals signals) {
        this.database = database;
        this.signals = signals;
        this.thread = Thread.ofVirtual().name("listener").unstarted(this::listen);
    }

    static Listener start(Database database, Signals signals) {
        var listener = new Listener(database, signals);
        listener.thread.start();
        return listener;
    }

    private void listen() {
        while (!signals.isClosed()) {
            try (var opened = Sessions.open(database);
                    var statement = opened.createStatement()) {
                connection = opened;
                statement.execute("listen waybill");
                signals.ringAll();
                pass(opened.unwrap(PGConnection.class));
            } catch (SQLException e) {
                LOG.debug("the database is not heard: {}", e.getMessage());
            }
            pause();
        }
    }

    private void pass(PGConnection opened) throws SQLException {
        while (!signals.isClosed()) {
            for (var notification : opened.getNotifications(LONGEST_MILLIS)) {
                signals.ring(notification.getParameter());
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(AGAIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed, which the loop sees
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        var opened = connection;
        if (opened != null) {
            try {
                opened.close();
            } catch (SQLException e) {
                LOG.debug("the connection that listens did not close cleanly", e);
            }
        }
    }
}
