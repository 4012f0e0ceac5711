package dev.waybill.drivers;

import dev.waybill.deploys.DeployId;
import dev.waybill.store.Db;
import dev.waybill.store.Tx;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The drivers in the database: how much of their output is stored, and whether they are heard. */
final class DriverStore {
    private static final String INSERT =
            "insert into drivers (deploy_id, key_hash, raw_read, beat) values (?, ?, 0, 1)";
    private static final String BEAT = """
            update drivers set beat = beat + 1 where deploy_id = ? and key_hash = ? returning raw_read, exit_code
            """;
    private static final String ADVANCE = "update drivers set raw_read = ? where deploy_id = ?";
    private static final String EXITED = "update drivers set exit_code = ? where deploy_id = ?";
    private static final String HOLD = "update drivers set beat = beat where deploy_id = ? and beat = ?";
    private static final String RUNNING = """
            select d.id, coalesce(v.beat, 0) as beat
            from deploys d left join drivers v on v.deploy_id = d.id
            where d.external = 1 and d.state = 'running'
            """;

    private DriverStore() {}

    /**
     * How far a driver has come.
     *
     * @param rawRead the first byte of its output that is not stored yet
     * @param exitCode how the command ended; null until the driver has said so
     */
    record Position(long rawRead, @Nullable Integer exitCode) {}

    /** @param beat changes whenever something is heard of the driver; 0 if there is none yet */
    record Beat(DeployId deploy, long beat) {}

    static void insert(Tx tx, DeployId deploy, DriverKey key) {
        tx.update(INSERT, deploy.value(), key.hash());
    }

    /**
     * Records that something was heard of a driver; empty if the deploy has none, or another one. What ends the deploy waits
     * until the transaction is over.
     */
    static Optional<Position> beat(Tx tx, DeployId deploy, DriverKey key) {
        return tx.query(BEAT, deploy.value(), key.hash())
                .map((row, _) -> new Position(
                        row.getLong("raw_read"),
                        row.getObject("exit_code") == null ? null : Integer.valueOf(row.getInt("exit_code"))))
                .findOne();
    }

    /** @param end the first byte of the output that is not stored yet */
    static void advance(Tx tx, DeployId deploy, long end) {
        tx.update(ADVANCE, end, deploy.value());
    }

    static void exited(Tx tx, DeployId deploy, int code) {
        tx.update(EXITED, code, deploy.value());
    }

    /** Whether nothing was heard of a driver since that beat; if so, nothing is until the transaction ends. */
    static boolean hold(Tx tx, Beat beat) {
        return tx.update(HOLD, beat.deploy().value(), beat.beat()) == 1;
    }

    /** Every external deploy that is running. */
    static List<Beat> running(Db db) {
        return db.rows(RUNNING, row -> new Beat(new DeployId(row.getLong("id")), row.getLong("beat")), List.of());
    }
}
