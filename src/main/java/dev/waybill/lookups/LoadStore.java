package dev.waybill.lookups;

import dev.waybill.store.Row;
import dev.waybill.store.Rows;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** Counts unfinished deploys. */
public final class LoadStore {
    private static final Row<Load> LOAD = row -> {
        var oldest = row.getLong("oldest");
        return new Load(
                row.getInt("busy_lanes"),
                row.getInt("running"),
                row.getInt("waiting"),
                row.getObject("oldest") == null ? null : Instant.ofEpochMilli(oldest));
    };

    /** Two selects, because each has its own index and there are many finished deploys. */
    private static final String READ = """
            select count(distinct app_id || '/' || environment) as busy_lanes,
                count(case when state = 'running' then 1 end) as running,
                count(case when state = 'pending' then 1 end) as waiting,
                min(case when state = 'pending' then created_at end) as oldest
            from (
                select app_id, environment, state, created_at from deploys where state = 'running'
                union all
                select app_id, environment, state, created_at from deploys where state = 'pending') unfinished
            """;

    private LoadStore() {}

    public static Load read(Handle handle) {
        return Rows.first(handle, READ, LOAD).orElseThrow();
    }
}
