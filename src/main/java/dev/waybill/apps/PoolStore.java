package dev.waybill.apps;

import dev.waybill.store.Rows;
import dev.waybill.store.Tx;
import java.util.Map;
import java.util.OptionalInt;
import org.jdbi.v3.core.Handle;

/** The limits of pools in the database. */
final class PoolStore {
    private static final String LIMIT = "select max_running from pools where name = ?";
    private static final String ANY = "select count(*) from pools";
    private static final String CLEAR = "delete from pools";
    private static final String INSERT = "insert into pools (name, max_running, version) values (?, ?, 0)";
    private static final String LOCK = "update pools set version = version + 1 where name = ?";

    private PoolStore() {}

    static boolean areThere(Handle handle) {
        return Rows.number(handle, ANY) > 0;
    }

    /** Empty if the pool has no limit. */
    static OptionalInt limit(Handle handle, String name) {
        return Rows.all(handle, LIMIT, row -> row.getInt(1), name).stream()
                .mapToInt(it -> it)
                .findFirst();
    }

    static void replace(Tx tx, Map<String, Integer> limits) {
        tx.update(CLEAR);
        limits.forEach((name, limit) -> tx.update(INSERT, name, limit));
    }

    static void lock(Tx tx, String name) {
        tx.update(LOCK, name);
    }
}
