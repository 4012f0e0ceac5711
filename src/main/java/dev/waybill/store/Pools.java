package dev.waybill.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The connections.
 *
 * @param reader many connections, which do not wait for transactions
 * @param writer one connection on SQLite, several on PostgreSQL
 * @param apart one connection on PostgreSQL; the same as {@code writer} on SQLite
 */
record Pools(HikariDataSource reader, HikariDataSource writer, HikariDataSource apart) implements AutoCloseable {
    /** The parallelism of virtual threads must be larger, so that slow queries do not stall other requests. */
    private static final int READERS = 8;

    /** On PostgreSQL. */
    private static final int WRITERS = 6;

    /** In bytes. Larger than the default, because most of the data is logs. */
    private static final int PAGE = 16 * 1024;

    /** More than the default, because a checkpoint syncs twice, and a busy log writes a page every 20 µs. */
    private static final int PAGES_BETWEEN_CHECKPOINTS = 2_000;

    /** How long a request waits for a database that does not respond. */
    private static final long PATIENCE_MILLIS = 5_000;

    /** How long the check of an idle connection may take, so that there is time to try others. */
    private static final long SIGN_OF_LIFE_MILLIS = 1_000;

    /** The pools of a migrated database. */
    static Pools open(Database database) {
        if (database.isSqlite()) {
            var writer = pool("writer", sqlite(database, false), 1);
            return new Pools(pool("readers", sqlite(database, true), READERS), writer, writer);
        }
        return new Pools(
                postgres(database, "readers", READERS),
                postgres(database, "writers", WRITERS),
                postgres(database, "apart", 1));
    }

    /**
     * The connections for migrations. On PostgreSQL they do not have the usual time-outs: Flyway holds its lock in an idle
     * transaction, and changing a large table takes time.
     */
    static HikariDataSource forMigrations(Database database) {
        if (database.isSqlite()) {
            makeSqlite(database);
            return pool("migrations", sqlite(database, false), 1);
        }
        var config = postgres(database, "migrations", Sessions.plainProperties());
        config.setMinimumIdle(0);
        return new HikariDataSource(config);
    }

    private static HikariDataSource postgres(Database database, String name, int size) {
        var config = postgres(database, name, Sessions.properties());
        config.setMaximumPoolSize(size);
        if (!database.isPooled()) { // otherwise a pooler may give the settings to another session
            config.setConnectionInitSql(Sessions.SETTINGS);
        }
        return new HikariDataSource(config);
    }

    private static HikariConfig postgres(Database database, String name, Properties driver) {
        var config = new HikariConfig();
        config.setJdbcUrl(database.jdbcUrl());
        config.setDataSourceProperties(driver);
        config.setPoolName(name);
        config.setConnectionTimeout(PATIENCE_MILLIS);
        config.setValidationTimeout(SIGN_OF_LIFE_MILLIS);
        config.setInitializationFailTimeout(-1); // reported as a sentence when it is opened
        return config;
    }

    /** Settings that must come before the first page of a new database, and so before its journal mode. */
    private static void makeSqlite(Database database) {
        refuseEmpty(database.file());
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

    /** An empty file is not a database of this server; it may be in the place of a missing backup. */
    private static void refuseEmpty(@Nullable Path file) {
        try {
            var log = Path.of(file + "-wal");
            if (file != null
                    && Files.exists(file)
                    && Files.size(file) == 0
                    && !(Files.exists(log) && Files.size(log) > 0)) {
                throw new IllegalStateException(
                        "database %s is empty; restore it from a backup, or delete it to start without apps and deploys"
                                .formatted(file));
            }
        } catch (IOException e) {
            throw new IllegalStateException("database %s cannot be read: %s".formatted(file, e), e);
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

    /** WAL and FULL: committed data survives a power failure, and readers never wait. */
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
        apart.close();
    }
}
