package dev.waybill.deliveries;

import dev.waybill.store.Rows;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.EmptyHandling;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jspecify.annotations.Nullable;

/** Finds deliveries and their attempts. */
final class DeliveryStore {
    private static final String FIND = DeliveryRow.SELECT + "where d.id = ?";
    private static final String ATTEMPTS = """
            select number, at, took_millis, result, request, answer from delivery_attempts where delivery_id = ? order by number
            """;
    private static final String OPEN =
            "select count(*) from deliveries where state in ('waiting', 'pending', 'sending')";
    private static final String DEAD = "select count(*) from deliveries where state = 'dead'";

    private DeliveryStore() {}

    static Optional<Delivery> find(Handle handle, long id) {
        return Rows.first(handle, FIND, DeliveryRow::of, id);
    }

    static List<Attempt> attempts(Handle handle, long id) {
        return Rows.all(
                handle,
                ATTEMPTS,
                row -> new Attempt(
                        row.getInt("number"),
                        Instant.ofEpochMilli(row.getLong("at")),
                        Duration.ofMillis(row.getLong("took_millis")),
                        row.getString("result"),
                        row.getString("request"),
                        row.getString("answer")),
                id);
    }

    /** Newest first. */
    static List<Delivery> list(Handle handle, DeliveryFilter filter) {
        var grant = filter.grant();
        var sql = new StringBuilder(DeliveryRow.SELECT).append("where 1 = 1");
        add(sql, grant.apps(), " and d.app_id in (<apps>)");
        add(
                sql,
                grant.environments(),
                " and d.app_id is not null and (d.environment is null or d.environment in (<environments>))");
        add(sql, grant.deploy(), " and e.deploy_id = :deploy");
        add(sql, filter.app(), " and e.app_name = :app");
        add(sql, filter.environment(), " and d.environment = :environment");
        add(sql, filter.state(), " and d.state = :state");
        add(sql, filter.before(), " and d.id < :before");
        var query = handle.createQuery(
                        sql.append(" order by d.id desc limit :limit").toString())
                .configure(SqlStatements.class, it -> it.setUnusedBindingAllowed(true))
                .bind("deploy", grant.deploy())
                .bind("app", filter.app())
                .bind("environment", filter.environment())
                .bind("state", filter.state() == null ? null : DeliveryRow.word(filter.state()))
                .bind("before", filter.before())
                .bind("limit", filter.limit());
        if (grant.apps() != null) {
            query.bindList(EmptyHandling.NULL_KEYWORD, "apps", List.copyOf(grant.apps()));
        }
        if (grant.environments() != null) {
            query.bindList(EmptyHandling.NULL_KEYWORD, "environments", List.copyOf(grant.environments()));
        }
        return query.map((row, _) -> DeliveryRow.of(row)).list();
    }

    private static void add(StringBuilder sql, @Nullable Object wanted, String condition) {
        if (wanted != null) {
            sql.append(condition);
        }
    }

    static long open(Handle handle) {
        return Rows.number(handle, OPEN);
    }

    static long dead(Handle handle) {
        return Rows.number(handle, DEAD);
    }
}
