package dev.waybill.store;

import dev.waybill.errors.NoRoom;
import dev.waybill.errors.Unavailable;
import dev.waybill.spi.Time;
import dev.waybill.store.Transactions.Durability;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.ColonPrefixSqlParser;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlParser;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * The database. On SQLite there is one writer; on PostgreSQL transactions run side by side. Thread-safe; blocks; closed by
 * whoever opened it.
 */
public final class Db implements AutoCloseable {
    /** Safe from many threads. It remembers statements, which are constants; to parse one takes longer than to run most. */
    private static final SqlParser PARSER = new ColonPrefixSqlParser();

    private final boolean isEmbedded;
    private final Failures failures;
    private final Runnable room;
    private final OpenFile file;
    private final Pools pools;
    private final Jdbi reader;
    private final QuickStatements quick;
    private final Transactions writer;
    private final Transactions apart;
    private final Observer observer;
    private final Signals signals;
    private final @Nullable Listener listener;

    private Db(Database database, Pools pools, Time time, Observer observer, Runnable room) {
        this.file = OpenFile.of(database);
        this.isEmbedded = database.isSqlite();
        this.failures = database.failures();
        this.room = room;
        this.pools = pools;
        this.observer = observer;
        this.signals = new Signals(time);
        this.quick = new QuickStatements(pools.reader(), database.isSqlite());
        this.reader = jdbi(pools.reader(), _ -> {});
        this.writer = new Transactions(observed(pools.writer()), database, signals, time);
        this.apart =
                database.isSqlite() ? writer : new Transactions(jdbi(pools.apart(), _ -> {}), database, signals, time);
        this.listener = database.isSqlite() ? null : Listener.start(database, signals);
    }

    /**
     * Opens the database and brings its tables up to date.
     *
     * @throws IllegalStateException with a sentence if that is not possible
     */
    public static Db open(Database database) {
        return open(database, Time.system(), Observer.NONE);
    }

    /** The same with a clock and an observer. */
    public static Db open(Database database, Time time, Observer observer) {
        return open(database, time, observer, () -> {});
    }

    /**
     * The same for a disk that may be full.
     *
     * @param room frees space on the disk of an embedded database, if it can; called when the disk is full
     */
    public static Db open(Database database, Time time, Observer observer, Runnable room) {
        if (!database.isSqlite()) {
            TimeZones.agree();
        }
        try (var connections = Pools.forMigrations(database)) {
            if (!database.isSqlite()) {
                Fitness.check(database, connections);
            }
            Migrations.run(database, connections);
        }
        return new Db(database, Pools.open(database), time, observer, room);
    }

    /** Rings when a transaction that named a topic has been committed, here or by another server on the same database. */
    public Signals signals() {
        return signals;
    }

    /** Whether only this server uses it. */
    public boolean isEmbedded() {
        return isEmbedded;
    }

    /**
     * Whether the file of an embedded database was moved, removed or replaced under this server, so that all writes are lost.
     */
    public boolean isMoved() {
        return file.isMoved();
    }

    /** Whether the database answers now. */
    public boolean answers() {
        try {
            return read(handle ->
                            handle.createQuery("select 1").mapTo(Integer.class).one())
                    == 1;
        } catch (Unavailable e) {
            return false;
        }
    }

    /**
     * Reads what is committed.
     *
     * @throws Unavailable if the database does not answer
     */
    public <T> T read(Function<Handle, T> work) {
        try {
            return observer.read(() -> reader.withHandle(work::apply));
        } catch (JdbiException e) {
            throw failures.told(e);
        }
    }

    /**
     * Reads committed data with one statement, for frequent reads: costs a third of {@link #read}.
     *
     * @param arguments in the order of the question marks
     * @throws Unavailable if the database does not answer
     */
    public <T> List<T> rows(String sql, Row<T> row, List<? extends @Nullable Object> arguments) {
        return observer.read(() -> {
            try {
                return quick.rows(sql, row, arguments);
            } catch (SQLException e) {
                throw failures.told(new ConnectionException(e));
            }
        });
    }

    /** The same, up to the size limit of a list. */
    public <T> Slice<T> slice(
            String sql, Row<T> row, ToLongFunction<T> weight, List<? extends @Nullable Object> arguments) {
        return observer.read(() -> {
            try {
                return quick.slice(sql, row, weight, arguments);
            } catch (SQLException e) {
                throw failures.told(new ConnectionException(e));
            }
        });
    }

    /** The same for a statement that finds at most one row. */
    public <T> Optional<T> row(String sql, Row<T> row, @Nullable Object... arguments) {
        return rows(sql, row, Arrays.asList(arguments)).stream().findFirst();
    }

    /**
     * Runs a transaction: all of it is committed, or nothing. No I/O belongs in there.
     *
     * @throws NotUnique if a unique index refuses a row because another transaction was faster
     * @throws Unavailable if the database does not answer
     */
    public <T> T write(Function<Tx, T> work) {
        return observer.write(() -> writer.commit(work, Durability.DISK));
    }

    /**
     * The same for changes that help to free disk space: if the disk is full, the reserve is released first.
     */
    public <T> T writeAnyway(Function<Tx, T> work) {
        try {
            return write(work);
        } catch (NoRoom e) {
            if (!isEmbedded) {
                throw e;
            }
            room.run(); // another thread may have released it already
            return write(work);
        }
    }

    /**
     * The same without waiting for the disk: the change can be lost if the machine crashes right afterwards, but not if the
     * server is killed. The next ordinary transaction syncs it, too.
     */
    public <T> T writeLazily(Function<Tx, T> work) {
        return observer.writeLazily(() -> writer.commit(work, Durability.MACHINE));
    }

    /**
     * Like {@link #writeLazily} on a separate connection, so that it only waits for locks on the same rows. For heartbeats.
     */
    public <T> T writeApart(Function<Tx, T> work) {
        return observer.writeLazily(() -> apart.commit(work, Durability.MACHINE));
    }

    /**
     * Runs a transaction and rolls it back: returns what {@link #write} would, and changes nothing. Signals and actions after
     * the commit are dropped.
     *
     * @throws NotUnique if a unique index refuses a row because another transaction was faster
     * @throws Unavailable if the database does not answer
     */
    public <T> T rehearse(Function<Tx, T> work) {
        return observer.write(() -> writer.rollBack(work));
    }

    private Jdbi observed(DataSource source) {
        return jdbi(source, observer::statement).setSqlLogger(new SqlLogger() {
            @Override
            public void logBeforeExecution(StatementContext context) {
                observer.statement(context.getRenderedSql());
            }
        });
    }

    private Jdbi jdbi(DataSource source, Consumer<String> watcher) {
        return Jdbi.create(source)
                .setStatementBuilderFactory(observer.statements())
                .configure(
                        SqlStatements.class,
                        it -> it.setUnusedBindingAllowed(false).setSqlParser(PARSER))
                .configure(Rows.Way.class, it -> it.lead(quick, watcher));
    }

    @Override
    public void close() {
        signals.close();
        if (listener != null) {
            listener.close();
        }
        pools.close();
    }
}
