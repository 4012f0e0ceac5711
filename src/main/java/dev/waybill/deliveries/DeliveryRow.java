package dev.waybill.deliveries;

import dev.waybill.events.EventRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Deliveries as rows of a result. */
final class DeliveryRow {
    static final String SELECT = """
            select d.id, d.courier, d.target, d.subject as about, d.state, d.attempts, d.created_at, d.due_at, d.ended_at, %s
            from deliveries d join events e on e.seq = d.event_seq
            """.formatted(EventRow.COLUMNS);

    private DeliveryRow() {}

    static Delivery of(ResultSet row) throws SQLException {
        return new Delivery(
                row.getLong("id"),
                row.getString("courier"),
                new Courier.Addressee(row.getString("target"), row.getString("about")),
                EventRow.of(row),
                Delivery.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getInt("attempts"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                Instant.ofEpochMilli(row.getLong("due_at")),
                ended(row));
    }

    private static @Nullable Instant ended(ResultSet row) throws SQLException {
        var at = row.getLong("ended_at");
        return row.wasNull() ? null : Instant.ofEpochMilli(at);
    }

    static String word(Delivery.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
