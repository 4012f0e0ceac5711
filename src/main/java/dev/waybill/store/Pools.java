package dev.waybill.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The connections.
 *
 * @param reader many
 * @param writer one on SQLite; the same as {@code reader} on PostgreSQL
 */
record Pools(HikariDataSource reader, HikariDataSource writer) implements AutoCloseable {
    /** With {@code virtualThreadScheduler.parallelism} of this plus some, a slow query stalls nobody else. */
    private static final int CONNECTIONS = 8;

    /** In bytes. Larger than the default, since most of what is stored is logs. */
    private static final int PAGE = 16 * 1024;

    /** More than the default, since a checkpoint waits for the disk twice, and a busy log makes a page every 20 µs. */
    private static final int PAGES_BETWEEN_CHECKPOINTS = 2_000;

    /** How long a request waits for a database that does not answer. */
    private static final long PATIENCE_MILLIS = 5_000;

    static Pools open(Database database) {
        if (database.isSqlite()) {
            makeSqlite(database);
            var writer = pool("writer", sqlite(database, false), 1);
            return new Pools(pool("readers", sqlite(database, true), CONNECTIONS), writer);
        }
        var config = new HikariConfig();
        config.setJdbcUrl(database.jdbcUrl());
        config.setMaximumPoolSize(CONNECTIONS + 4);
        config.setPoolName("postgresql");
        config.setConnectionTimeout(PATIENCE_MILLIS);
        config.setInitializationFailTimeout(-1); // whoever opens it says what is wrong, in a sentence
        var pool = new HikariDataSource(config);
        return new Pools(pool, pool);
    }

    /** What counts only before a database has its first page, and so before its journal mode is set. */
    private static void makeSqlite(Database database) {
        try (var connection = DriverManager.getConnection(database.jdbcUrl());
                var statement = connection.createStatement()) {
            statement.execute("pragma page_size = " + PAGE);
            statement.execute("pragma auto_vacuum = incremental");
            statement.execute("pragma journal_mode = wal");
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "database %s cannot be opened: %s".formatted(database.shownUrl(), e.getMessage()), e);
        }
    }

    private static HikariDataSource pool(String name, javax.sql.DataSource source, int size) {
        var config = new HikariConfig();
        config.setDataSource(source);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(1);
        config.setPoolName(name);
        config.setConnectionInitSql("pragma wal_autocheckpoint = " + PAGES_BETWEEN_CHECKPOINTS);
        return new HikariDataSource(config);
    }

    /** WAL and FULL: what was committed survives a power cut, and readers wait for nobody. */
    private static SQLiteDataSource sqlite(Database database, boolean isReader) {
        var config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        config.setTransactionMode(
                isReader ? SQLiteConfig.TransactionMode.DEFERRED : SQLiteConfig.TransactionMode.IMMEDIATE);
        config.setBusyTimeout(5_000);
        var source = new SQLiteDataSource(config);
        source.setUrl(database.jdbcUrl());
        return source;
    }

    @Override
    public void close() {
        reader.close();
        writer.close();
    }
}
