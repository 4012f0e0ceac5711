package dev.waybill.sightings;

import dev.waybill.apps.App;
import dev.waybill.apps.AppId;
import dev.waybill.apps.GateVersion;
import dev.waybill.store.Db;
import dev.waybill.store.Rows;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What was seen with a provider that an app no longer uses. A drift of that time would hold automation for ever. */
final class OutdatedStore {
    private static final String PROVIDERS = "select distinct app_id, provider from sightings";
    private static final String DELETE = "delete from sightings where app_id = ? and provider = ?";

    private OutdatedStore() {}

    static void forget(Db db, List<App> apps) {
        var present = apps.stream()
                .collect(Collectors.toMap(App::id, app -> app.config().provider()));
        for (var seen : seen(db)) {
            if (!seen.getValue().equals(present.getOrDefault(seen.getKey(), seen.getValue()))) {
                db.write(tx -> {
                    GateVersion.raise(tx);
                    return tx.update(DELETE, seen.getKey().value(), seen.getValue());
                });
            }
        }
    }

    private static List<Map.Entry<AppId, String>> seen(Db db) {
        return db.read(handle -> Rows.all(
                handle, PROVIDERS, row -> Map.entry(new AppId(row.getLong("app_id")), row.getString("provider"))));
    }
}
