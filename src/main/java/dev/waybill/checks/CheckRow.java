package dev.waybill.checks;

import dev.waybill.spi.CheckResult;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A check of a commit, and when it is asked again.
 *
 * @param nextAt when it is due while a deploy waits for it
 * @param pause how long it waited the last time
 * @param asker the id of the server that is asking; null if none is
 * @param busyUntil until when no other server asks
 * @param notBefore before when asking again is pointless; null if unknown
 */
public record CheckRow(
        Standing standing,
        Instant nextAt,
        Duration pause,
        @Nullable String asker,
        Instant busyUntil,
        @Nullable Instant notBefore) {
    static final String COLUMNS =
            "state, since, worst, passed, total, trouble, asked_at, next_at, wait_millis, asker, busy_until, not_before";

    /** Whether this server may ask, unless it is asking already. */
    boolean isFree(String node, Instant now) {
        return node.equals(asker) || !busyUntil.isAfter(now);
    }

    static CheckRow of(ResultSet row) throws SQLException {
        return new CheckRow(
                standing(row),
                Instant.ofEpochMilli(row.getLong("next_at")),
                Duration.ofMillis(row.getLong("wait_millis")),
                row.getString("asker"),
                Instant.ofEpochMilli(row.getLong("busy_until")),
                time(row, "not_before"));
    }

    static Standing standing(ResultSet row) throws SQLException {
        var worst = row.getString("worst");
        return new Standing(
                CheckState.of(row.getString("state")),
                Instant.ofEpochMilli(row.getLong("since")),
                worst == null ? null : JsonMapper.shared().readValue(worst, CheckResult.class),
                row.getInt("passed"),
                row.getInt("total"),
                row.getString("trouble"),
                time(row, "asked_at"));
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        var millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }
}
