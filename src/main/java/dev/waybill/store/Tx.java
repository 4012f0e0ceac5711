package dev.waybill.store;

import java.util.ArrayList;
import java.util.Arrays;
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
     * The suffix of a select whose rows others must not change or reference until the transaction ends. Empty on
     * SQLite, which has one writer.
     */
    public String forUpdate() {
        return isSqlite ? "" : " for update";
    }

    /** The same for the rows of one of several tables. */
    public String forUpdateOf(String alias) {
        return isSqlite ? "" : " for update of " + alias;
    }

    /** The suffix of a select whose rows others must not delete until the transaction ends. */
    public String forReference() {
        return isSqlite ? "" : " for key share";
    }

    /** For stores whose reads also work outside of transactions. */
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

    /** Executes a statement and returns how many rows it changed. It stays prepared if all arguments are plain. */
    public int update(String sql, @Nullable Object... arguments) {
        var all = Arrays.asList(arguments);
        if (all.stream().allMatch(Tx::isPlain)) {
            return handle.getConfig(Rows.Way.class).change(handle, sql, List.of(all))[0];
        }
        try (Update update = handle.createUpdate(sql)) {
            for (var i = 0; i < arguments.length; i++) {
                update.bind(i, arguments[i]);
            }
            return update.execute();
        }
    }

    /** Whether both drivers store it as it is; others may need one of JDBI's conversions. */
    private static boolean isPlain(@Nullable Object argument) {
        return argument == null
                || argument instanceof String
                || argument instanceof Long
                || argument instanceof Integer
                || argument instanceof byte[];
    }

    /**
     * Executes a statement that stays prepared, once for each list of arguments, at once.
     *
     * @return how many rows each has changed
     */
    public int[] updateEach(String sql, List<? extends List<? extends @Nullable Object>> each) {
        return each.isEmpty() ? new int[0] : handle.getConfig(Rows.Way.class).change(handle, sql, each);
    }

    /** Runs last in the transaction, for rows that many transactions share and that should be locked only briefly. */
    public void beforeCommit(Runnable work) {
        beforeCommit.add(work);
    }

    /** Runs once the transaction is committed; must not block or throw. */
    public void afterCommit(Runnable work) {
        afterCommit.add(work);
    }

    /** Rings a topic of {@link Signals} once the transaction is committed. */
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
