package dev.waybill.events;

import dev.waybill.store.Rows;
import java.util.List;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.EmptyHandling;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jspecify.annotations.Nullable;

/** Finds events. */
final class EventStore {
    private static final RowMapper<Recorded> EVENT = (row, _) -> EventRow.of(row);

    private static final String SELECT = "select " + EventRow.COLUMNS + " from events e ";
    private static final String AFTER = SELECT + "where e.seq > ? order by e.seq limit ?";
    private static final String NEWEST = "select seq from event_counter where id = 1";

    private static final String POSITION = "select seq from event_cursors where name = ?";

    private EventStore() {}

    /** How far a cursor has come; empty if it is new. */
    static OptionalLong position(Handle handle, String cursor) {
        return Rows.all(handle, POSITION, row -> row.getLong(1), cursor).stream()
                .mapToLong(it -> it)
                .findFirst();
    }

    static List<Recorded> after(Handle handle, long seq, int limit) {
        return Rows.all(handle, AFTER, EventRow::of, seq, limit);
    }

    static long newest(Handle handle) {
        return Rows.number(handle, NEWEST);
    }

    static List<Recorded> list(Handle handle, EventFilter filter) {
        var sql = new StringBuilder(SELECT).append("where 1 = 1");
        add(sql, filter.apps(), " and e.app_id in (<apps>)");
        add(
                sql,
                filter.environments(),
                " and e.app_id is not null and (e.environment is null or e.environment in (<environments>))");
        add(sql, filter.deploy(), " and e.deploy_id = :deploy");
        var app = filter.app();
        add(sql, app, app == null || app.id() == null ? " and e.app_name = :app" : " and e.app_id = :id");
        add(sql, filter.environment(), " and e.environment = :environment");
        add(sql, filter.kind(), " and e.kind = :kind");
        add(sql, filter.before(), " and e.seq < :before");
        var query = handle.createQuery(
                        sql.append(" order by e.seq desc limit :limit").toString())
                .configure(SqlStatements.class, it -> it.setUnusedBindingAllowed(true))
                .bind("deploy", filter.deploy())
                .bind("app", app == null ? null : app.name())
                .bind("id", app == null ? null : app.id())
                .bind("environment", filter.environment())
                .bind("kind", filter.kind())
                .bind("before", filter.before())
                .bind("limit", filter.limit());
        if (filter.apps() != null) {
            query.bindList(EmptyHandling.NULL_KEYWORD, "apps", List.copyOf(filter.apps()));
        }
        if (filter.environments() != null) {
            query.bindList(EmptyHandling.NULL_KEYWORD, "environments", List.copyOf(filter.environments()));
        }
        return query.map(EVENT).list();
    }

    private static void add(StringBuilder sql, @Nullable Object wanted, String condition) {
        if (wanted != null) {
            sql.append(condition);
        }
    }
}
