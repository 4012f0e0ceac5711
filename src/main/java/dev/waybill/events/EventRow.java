package dev.waybill.events;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Events as rows of a result. */
public final class EventRow {
    /** The columns of {@code events e} that {@link #of} reads. */
    public static final String COLUMNS = """
            e.seq, e.at, e.kind, e.app_id, e.app_name, e.environment, e.deploy_id, e.deploy_name, e.user_id, e.user_name,
                case when length(e.data) > 65536 then '{}' else e.data end as data""";

    private EventRow() {}

    public static Recorded of(ResultSet row) throws SQLException {
        return new Recorded(
                row.getLong("seq"),
                Instant.ofEpochMilli(row.getLong("at")),
                row.getString("kind"),
                new Subject(named(row, "app"), row.getString("environment"), named(row, "deploy")),
                named(row, "user"),
                JsonMapper.shared().readValue(row.getString("data"), new TypeReference<Map<String, Object>>() {}));
    }

    private static @Nullable Named named(ResultSet row, String what) throws SQLException {
        var id = row.getLong(what + "_id");
        return row.wasNull() ? null : new Named(id, row.getString(what + "_name"));
    }
}
