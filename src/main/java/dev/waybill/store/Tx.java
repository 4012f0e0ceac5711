package dev.waybill.store;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** A transaction in progress. Belongs to one thread, and ends when the work that received it returns. */
public final class Tx {
    private final Handle handle;
    private final boolean isSqlite;
    private final List<Runnable> beforeCommit = new ArrayList<>();
    private final List<Runnable> afterCommit = new ArrayList<>();
    private final Set<String> topics = new LinkedHashSet<>();

    Tx(Handle handle, boolean isSqlite) {
        this.handle = handle;
        this.isSqlite = isSqlite;
    }

    /**
     * Ends a select of rows that others shall neither change nor refer to until this ends. SQLite, with its one writer, needs
     * nothing.
     */
    public String forUpdate() {
        return isSqlite ? "" : " for update";
    }

    /** The same for the rows of one of several tables. */
    public String forUpdateOf(String alias) {
        return isSqlite ? "" : " for update of " + alias;
    }

    /** Ends a select of rows that others shall not remove until this ends. */
    public String forReference() {
        return isSqlite ? "" : " for key share";
    }

    /** For stores that read within the transaction with what they use outside of one. */
    public Handle handle() {
        return handle;
    }

    public Query query(String sql, @Nullable Object... arguments) {
        var query = handle.createQuery(sql);
        for (var i = 0; i < arguments.length; i++) {
            query.bind(i, arguments[i]);
        }
        return query;
    }

    /** Executes a statement and answers how many rows it changed. */
    public int update(String sql, @Nullable Object... arguments) {
        try (Update update = handle.createUpdate(sql)) {
            for (var i = 0; i < arguments.length; i++) {
                update.bind(i, arguments[i]);
            }
            return update.execute();
        }
    }

    /** Runs after all other work of the transaction, for rows that many transactions share and that should be held briefly. */
    public void beforeCommit(Runnable work) {
        beforeCommit.add(work);
    }

    /** Runs once this is committed, and never if it is not; returns at once and does not fail. */
    public void afterCommit(Runnable work) {
        afterCommit.add(work);
    }

    /** Rings a topic of {@link Signals} once this is committed. */
    public void signal(String topic) {
        topics.add(topic);
    }

    void runBeforeCommit() {
        beforeCommit.forEach(Runnable::run);
    }

    void runAfterCommit() {
        afterCommit.forEach(Runnable::run);
    }

    Set<String> topics() {
        return topics;
    }
}
