package dev.waybill.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives the signals of other servers on the same PostgreSQL, by LISTEN and NOTIFY on a separate connection. After a lost
 * connection all topics are signalled, because signals may have been missed. After a long silence it sends a query, to find out
 * whether the connection is dead.
 */
final class Listener implements AutoCloseable {
    static final String NOTIFY = "select pg_notify('waybill', ?)";

    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(10);
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(3);
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final Database database;
    private final Signals signals;
    private final Duration longestSilence;
    private final Thread thread;
    private volatile @Nullable Connection connection;

    private Listener(Database database, Signals signals, Duration longestSilence) {
        this.database = database;
        this.signals = signals;
        this.longestSilence = longestSilence;
        this.thread = Thread.ofVirtual().name("listener").unstarted(this::listen);
    }

    static Listener start(Database database, Signals signals) {
        return start(database, signals, LONGEST_SILENCE);
    }

    /** @param longestSilence the silence after which it checks the connection */
    static Listener start(Database database, Signals signals, Duration longestSilence) {
        var listener = new Listener(database, signals, longestSilence);
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
                opened.setNetworkTimeout(Runnable::run, (int) LONGEST_ANSWER.toMillis());
                pass(opened.unwrap(PGConnection.class), statement);
            } catch (SQLException e) {
                LOG.debug("not notified of changes in the database: {}", e.getMessage());
            }
            pause();
        }
    }

    /** Every successful check signals all topics, so that nothing depends on notifications alone. */
    private void pass(PGConnection opened, Statement statement) throws SQLException {
        while (!signals.isClosed()) {
            var heard = opened.getNotifications((int) longestSilence.toMillis());
            for (var notification : heard) {
                signals.ring(notification.getParameter());
            }
            if (heard.length == 0) {
                statement.execute("select 1");
                signals.ringAll();
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(AGAIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed; the loop notices
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
