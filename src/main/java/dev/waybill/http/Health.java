package dev.waybill.http;

import dev.waybill.insights.Metrics;
import dev.waybill.store.Db;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Answers those who watch the process: no token needed, and nothing told that needs one. */
public final class Health {
    private final Db db;
    private final Metrics metrics;
    private volatile boolean ready;

    public Health(Db db, Metrics metrics) {
        this.db = db;
        this.metrics = metrics;
    }

    public void routes(RoutesConfig routes) {
        routes.get("/healthz", ctx -> Answers.json(ctx, 200, Map.of("status", "alive")));
        routes.get("/readyz", this::readiness);
        routes.get("/metrics", this::figures);
        routes.head("/metrics", this::figures);
    }

    /** From now on the server takes requests: the tables are up to date, and what ran before is followed again. */
    public void ready() {
        ready = true;
    }

    private void figures(Context ctx) throws InterruptedException {
        ctx.result(metrics.scrape().getBytes(StandardCharsets.UTF_8));
        ctx.res().setHeader("Content-Type", Metrics.CONTENT_TYPE);
    }

    private void readiness(Context ctx) {
        if (!ready) {
            Answers.error(ctx, 503, "not_ready", "The server is starting: it is looking for deploys that were running");
        } else if (!db.answers()) {
            Answers.error(ctx, 503, "not_ready", "The database does not answer");
        } else {
            Answers.json(ctx, 200, Map.of("status", "ready"));
        }
    }
}
