package dev.waybill.lookups;

import dev.waybill.access.Grant;
import dev.waybill.deploys.GrantSql;
import dev.waybill.store.Db;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts deploys over time. */
public final class StatsStore {
    private static final String STARTED = "select count(*) from deploys d where d.started_at >= ? and d.started_at < ?";
    private static final String OF_APP = "d.app_id = (select id from apps where name = ?)";

    private StatsStore() {}

    public static int started(Db db, Grant grant, @Nullable String app, Instant from, Instant end) {
        var readable = GrantSql.of(grant);
        var texts = new ArrayList<>(List.of(STARTED));
        var arguments = new ArrayList<Object>(List.of(from.toEpochMilli(), end.toEpochMilli()));
        texts.addAll(readable.texts());
        arguments.addAll(readable.arguments());
        if (app != null) {
            texts.add(OF_APP);
            arguments.add(app);
        }
        return db.rows(String.join(" and ", texts), row -> row.getInt(1), arguments)
                .getFirst();
    }
}
