package dev.waybill.api;

import dev.waybill.access.Caller;
import dev.waybill.access.Right;
import dev.waybill.api.openapi.OpenApi;
import dev.waybill.api.routes.Queries;
import dev.waybill.api.routes.RouteGroup;
import dev.waybill.api.routes.Routes;
import dev.waybill.apps.Apps;
import dev.waybill.http.Answers;
import dev.waybill.lookups.StatsStore;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import io.javalin.http.Context;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/** Routes that the pages of the old service used, with its answers. */
public final class OldRoutes implements RouteGroup {
    private static final int DAYS = 31;

    private final Apps apps;
    private final Db db;
    private final Time time;

    public OldRoutes(Apps apps, Db db, Time time) {
        this.apps = apps;
        this.db = db;
        this.time = time;
    }

    @Override
    public String noun() {
        return "old";
    }

    @Override
    public void rows(Routes routes) {
        routes.somewhere("GET", "/deploy-stats?app", Right.READ, this::stats)
                .somewhere("GET", "/config", Right.READ, this::config);
    }

    /** The deploys started on each of the last days: pairs of midnight in the server's time zone, and their number. */
    void stats(Context ctx, Caller caller) {
        var app = Queries.text(ctx, "app");
        if (app != null) {
            caller.require(Right.READ, apps.app(app).place(), () -> Apps.noSuchApp(app));
        }
        var zone = ZoneId.systemDefault();
        var today = time.now().atZone(zone).toLocalDate();
        var stats = new ArrayList<List<Long>>();
        for (var day = today.minusDays(DAYS - 1); !day.isAfter(today); day = day.plusDays(1)) {
            var from = day.atStartOfDay(zone).toInstant();
            var end = day.plusDays(1).atStartOfDay(zone).toInstant();
            stats.add(List.of(from.getEpochSecond(), (long) StatsStore.started(db, caller.grant(), app, from, end)));
        }
        Answers.json(ctx, 200, stats);
    }

    /** Answers 201, like the old service. */
    void config(Context ctx, Caller caller) {
        var config = new HashMap<String, Object>();
        config.put("SENTRY_PUBLIC_DSN", null);
        config.put("VERSION", OpenApi.version());
        Answers.json(ctx, 201, config);
    }
}
