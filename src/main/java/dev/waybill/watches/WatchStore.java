package dev.waybill.watches;

import dev.waybill.store.Db;
import dev.waybill.store.Rows;
import dev.waybill.store.Tx;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The looks at repositories, in the database. */
final class WatchStore {
    private static final String SELECT = "select " + WatchRow.COLUMNS + " from watches ";
    private static final String ONE = SELECT + "where watch_key = ?";
    private static final String TROUBLED = SELECT + "where failures > 1";
    private static final String ASKED = "select watch_key from watches where asked > answered";
    private static final String INSERT = """
            insert into watches (watch_key, url, next_at) values (?, ?, ?) on conflict (watch_key) do nothing
            """;
    private static final String ASK = "update watches set asked = asked + 1 where watch_key = ?";
    private static final String RECORD = """
            update watches
            set version = ?, answered = ?, digest = ?, seen_at = ?, changed_at = ?, trouble = ?, failures = ?, note = ?, next_at = ?
            where watch_key = ? and version = ?
            """;
    private static final String FORGET = "delete from watches where next_at < ?";

    private WatchStore() {}

    static Optional<WatchRow> find(Db db, String key) {
        return db.row(ONE, WatchRow::of, key);
    }

    static Optional<WatchRow> find(Handle handle, String key) {
        return Rows.first(handle, ONE, WatchRow::of, key);
    }

    static Map<String, WatchRow> all(Db db) {
        return byKey(db, SELECT);
    }

    /** Those that have failed more than once. */
    static Map<String, WatchRow> troubled(Db db) {
        return byKey(db, TROUBLED);
    }

    private static Map<String, WatchRow> byKey(Db db, String sql) {
        return db.rows(sql, WatchRow::of, List.of()).stream().collect(Collectors.toMap(WatchRow::key, row -> row));
    }

    /** Where somebody has asked for a look that has not been made yet. */
    static Set<String> asked(Db db) {
        return Set.copyOf(db.rows(ASKED, row -> row.getString(1), List.of()));
    }

    /** Does nothing if it exists. */
    static void insert(Tx tx, Repository repository, Instant now) {
        tx.update(INSERT, repository.key(), repository.url().toString(), now.toEpochMilli());
    }

    static void ask(Tx tx, String key) {
        tx.update(ASK, key);
    }

    /** Records a look; false if another one was recorded since it began. */
    static boolean record(Tx tx, WatchRow row) {
        var values = Arrays.asList(
                row.version(),
                row.asked(),
                row.digest(),
                millis(row.seenAt()),
                millis(row.changedAt()),
                row.trouble(),
                row.failures(),
                row.note(),
                row.nextAt().toEpochMilli(),
                row.key(),
                row.version() - 1);
        return tx.updateEach(RECORD, List.of(values))[0] == 1;
    }

    /** Removes those at which nobody has looked since they were due then. */
    static void forget(Tx tx, Instant due) {
        tx.update(FORGET, due.toEpochMilli());
    }

    private static @Nullable Long millis(@Nullable Instant time) {
        return time == null ? null : time.toEpochMilli();
    }
}
