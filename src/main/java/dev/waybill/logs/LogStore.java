package dev.waybill.logs;

import dev.waybill.store.Db;
import dev.waybill.store.Row;
import dev.waybill.store.Rows;
import dev.waybill.store.Tx;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/** The chunks of logs in the database, by their offsets. */
final class LogStore {
    /** @param isOwn whether Waybill wrote it, not a command */
    record Chunk(long start, byte[] bytes, Instant at, boolean isOwn) {}

    record State(long storedEnd, boolean complete) {}

    private static final Row<Chunk> ROW = row -> new Chunk(
            row.getLong("start_at"),
            row.getBytes("bytes"),
            Instant.ofEpochMilli(row.getLong("at")),
            row.getString("origin").equals("waybill"));
    private static final RowMapper<Chunk> CHUNK = (row, _) -> ROW.of(row);
    private static final Row<State> STATE = row -> new State(row.getLong("stored_end"), row.getInt("complete") == 1);

    private static final String OPEN = "insert into logs (deploy_id, stored_end, complete) values (?, 0, 0)";
    private static final String STATE_OF = "select stored_end, complete from logs where deploy_id = ?";
    private static final String GROW = """
            update logs set stored_end = stored_end + ? where deploy_id = ? and complete = 0 returning stored_end - ?
            """;
    private static final String INSERT = """
            insert into log_chunks (deploy_id, start_at, origin, step, bytes, at) values (?, ?, ?, ?, ?, ?)
            """;
    private static final String LOCK = "update logs set complete = complete where deploy_id = ?";
    private static final String LAST =
            "select start_at, bytes, at, origin from log_chunks where deploy_id = ? order by start_at desc limit 1";
    private static final String COMPLETE = "update logs set complete = 1 where deploy_id = ?";
    private static final String FROM = """
            select start_at, bytes, at, origin from log_chunks
            where deploy_id = ? and start_at >= coalesce(
                (select max(start_at) from log_chunks where deploy_id = ? and start_at <= ?), 0)
                and start_at < ?
            order by start_at
            """;

    private static final String OF_COMMAND = """
            select start_at, bytes, at, origin from log_chunks
            where deploy_id = :deploy and start_at > :after and origin = 'command'
            order by start_at limit :limit
            """;

    private static final String OF_WAYBILL = """
            select bytes from log_chunks where deploy_id = ? and start_at >= ? and origin = 'waybill' order by start_at
            """;

    private LogStore() {}

    static void open(Tx tx, long deploy) {
        tx.update(OPEN, deploy);
    }

    static Optional<State> state(Db db, long deploy) {
        return db.row(STATE_OF, STATE, deploy);
    }

    /** The chunks of the command after the one at an offset, in order. */
    static List<Chunk> ofCommand(Handle handle, long deploy, long offset, int limit) {
        return handle.createQuery(OF_COMMAND)
                .bind("deploy", deploy)
                .bind("after", offset)
                .bind("limit", limit)
                .map(CHUNK)
                .list();
    }

    /** Whether Waybill has logged this line after an offset. */
    static boolean says(Tx tx, long deploy, long offset, String line) {
        return tx.query(OF_WAYBILL, deploy, offset).mapTo(byte[].class).stream()
                .anyMatch(bytes -> new String(bytes, StandardCharsets.UTF_8).contains(line));
    }

    /** Changes the length of an incomplete log by so many bytes; returns its length before. */
    static long grow(Tx tx, long deploy, long bytes) {
        return Rows.first(tx.handle(), GROW, row -> row.getLong(1), bytes, deploy, bytes)
                .orElseThrow(() -> new IllegalStateException("log %d is complete".formatted(deploy)));
    }

    /** Stores the bytes by which a log has grown. */
    static void insert(
            Tx tx, long deploy, long start, String origin, @Nullable String step, byte[] bytes, Instant now) {
        tx.update(INSERT, deploy, start, origin, step, bytes, now.toEpochMilli());
    }

    /** Whether the log is empty or ends with a line break. */
    static boolean endsInALine(Tx tx, long deploy) {
        tx.update(LOCK, deploy); // nothing is appended between this check and the line
        return Rows.first(tx.handle(), LAST, ROW, deploy)
                .map(chunk -> chunk.bytes()[chunk.bytes().length - 1] == '\n')
                .orElse(true);
    }

    static void complete(Tx tx, long deploy) {
        tx.update(COMPLETE, deploy);
    }

    /** The chunks from the one at an offset, as many as a page of this size and its last character need. */
    static List<Chunk> from(Db db, long deploy, long offset, long limit) {
        return db.rows(FROM, ROW, List.of(deploy, deploy, offset, offset + limit + Utf8.LONGEST));
    }
}
