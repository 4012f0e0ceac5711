package dev.waybill.deploys;

import dev.waybill.access.Grant;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Counts deploys over time. */
final class StatsStore {
    private static final String STARTED = """
            select count(*) from deploys d
            where d.started_at >= :from and d.started_at < :end <app> <scope>
            """;

    private StatsStore() {}

    static int started(Handle handle, Grant grant, @Nullable String app, Instant from, Instant end) {
        var sql = STARTED.replace("<app>", app == null ? "" : "and d.app_id = (select id from apps where name = :app)");
        var query = DeployStore.scoped(handle, sql, grant)
                .bind("from", from.toEpochMilli())
                .bind("end", end.toEpochMilli());
        return (app == null ? query : query.bind("app", app))
                .mapTo(Integer.class)
                .one();
    }
}
