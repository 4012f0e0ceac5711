package dev.waybill.api.lookups;

import dev.waybill.access.Caller;
import dev.waybill.access.Right;
import dev.waybill.api.deploys.ChangeJsons;
import dev.waybill.api.routes.Queries;
import dev.waybill.api.routes.RouteGroup;
import dev.waybill.api.routes.Routes;
import dev.waybill.apps.App;
import dev.waybill.deploys.Lane;
import dev.waybill.errors.Invalid;
import dev.waybill.http.Answers;
import dev.waybill.lookups.Comparisons;
import dev.waybill.lookups.Tracing;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;

/** The changes that would be deployed next, and those between any two commits of an app. */
public final class ChangeRoutes implements RouteGroup {
    private static final int USUAL = 50;
    private static final int MOST = 250;

    private final Comparisons comparisons;

    private final Tracing tracing;

    public ChangeRoutes(Comparisons comparisons, Tracing tracing) {
        this.comparisons = comparisons;
        this.tracing = tracing;
    }

    @Override
    public String noun() {
        return "changes";
    }

    @Override
    public void rows(Routes routes) {
        routes.app("GET", "/apps/{app}/changes?from&to&limit", Right.READ, this::between)
                .environment("GET", "/changes?ref&limit", Right.READ, this::ofEnvironment)
                .app("GET", "/remote-changes/{app}?startRef&endRef", Right.READ, this::remote);
    }

    void ofEnvironment(Context ctx, Caller caller, App app, Lane lane) throws InterruptedException {
        var comparison = comparisons.withLive(app, lane, Queries.text(ctx, "ref"), limit(ctx));
        Answers.json(ctx, 200, ChangeJsons.of(tracing.of(app, comparison)));
    }

    void between(Context ctx, Caller caller, App app) throws InterruptedException {
        var limit = limit(ctx);
        var ends = required(ctx, "from", "to");
        var comparison = comparisons.between(app, caller, ends.getFirst(), ends.getLast(), limit);
        Answers.json(ctx, 200, ChangeJsons.of(tracing.of(app, comparison)));
    }

    /** The answer of the old service. */
    void remote(Context ctx, Caller caller, App app) throws InterruptedException {
        var ends = required(ctx, "startRef", "endRef");
        Answers.json(
                ctx, 200, ChangeJsons.old(comparisons.between(app, caller, ends.getFirst(), ends.getLast(), MOST)));
    }

    private static int limit(Context ctx) {
        return Queries.number(ctx, "limit", 1, MOST).orElse((long) USUAL).intValue();
    }

    private static List<String> required(Context ctx, String first, String second) {
        var missing = new LinkedHashMap<String, String>();
        for (var name : List.of(first, second)) {
            if (Queries.text(ctx, name) == null) {
                missing.put(name, "Missing required parameter in the query");
            }
        }
        if (!missing.isEmpty()) {
            throw Invalid.fields(missing);
        }
        return List.of(String.valueOf(Queries.text(ctx, first)), String.valueOf(Queries.text(ctx, second)));
    }
}
