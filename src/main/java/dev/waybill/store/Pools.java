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
 * @param reader many, which wait for no transaction
 * @param writer one on SQLite, some on PostgreSQL
 * @param apart on PostgreSQL one; the same as {@code writer} on SQLite
 */
record Pools(HikariDataSource reader, HikariDataSource writer, HikariDataSource apart) implements AutoCloseable {
    /** With {@code virtualThreadScheduler.parallelism} of this plus some, a slow query stalls nobody else. */
    private static final int READERS = 8;

    /** On PostgreSQL. */
    private static final int WRITERS = 6;

    /** In bytes. Larger than the default, since most of what is stored is logs. */
    private static final int PAGE = 16 * 1024;

    /** More than the default, since a checkpoint waits for the disk twice, and a busy log makes a page every 20 µs. */
    private static final int PAGES_BETWEEN_CHECKPOINTS = 2_000;

    /** How long a request waits for a database that does not answer. */
    private static final long PATIENCE_MILLIS = 5_000;

    /** How long a connection that was idle may take to show that it lives; there is time for others then. */
    private static final long SIGN_OF_LIFE_MILLIS = 1_000;

    /** Those of a database that is up to date. */
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
     * The connections that migrations run on. On PostgreSQL they are without our settings: Flyway holds its lock by a transaction
     * that is idle while it migrates, and changing a large table takes its time.
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
        if (!database.isPooled()) { // else the session is not ours, and the next one has other settings
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
        config.setInitializationFailTimeout(-1); // whoever opens it says what is wrong, in a sentence
        return config;
    }

    /** What counts only before a database has its first page, and so before its journal mode is set. */
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

    /** One that was made and never written to is no database of this server: it may stand where a backup was meant to be. */
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
        apart.close();
    }
}
