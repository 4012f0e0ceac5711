package dev.waybill.http;

import dev.waybill.insights.Metrics;
import dev.waybill.store.Db;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Health checks and metrics for monitoring. They need no token, and reveal nothing that needs one. */
public final class Health {
    private final Db db;
    private final Metrics metrics;
    private final Supplier<Optional<String>> shortage;
    private volatile boolean ready;

    /** @param shortage names the disk that has too little space to start deploys; must not block */
    public Health(Db db, Metrics metrics, Supplier<Optional<String>> shortage) {
        this.shortage = shortage;
        this.db = db;
        this.metrics = metrics;
    }

    public void routes(RoutesConfig routes) {
        read(routes, "/healthz", ctx -> Answers.json(ctx, 200, Map.of("status", "alive")));
        read(routes, "/readyz", this::readiness);
        read(routes, "/metrics", this::figures);
    }

    /** Adds HEAD, too, because Javalin answers HEAD with 200 whatever GET returns. */
    private static void read(RoutesConfig routes, String path, Handler handler) {
        routes.get(path, handler);
        routes.head(path, handler);
    }

    /** Marks the server as ready: the schema is up to date, and deploys of the last run are being followed. */
    public void ready() {
        ready = true;
    }

    private void figures(Context ctx) throws InterruptedException {
        ctx.result(metrics.scrape().getBytes(StandardCharsets.UTF_8));
        ctx.res().setHeader("Content-Type", Metrics.CONTENT_TYPE);
    }

    private void readiness(Context ctx) {
        if (!ready) {
            Answers.error(ctx, 503, "not_ready", "The server is starting, and resuming the deploys that were running");
        } else if (db.isMoved()) {
            Answers.error(
                    ctx,
                    503,
                    "not_ready",
                    "The database file was moved, deleted or replaced; stop the server, restore the file, and start again");
        } else if (!db.answers()) {
            Answers.error(ctx, 503, "not_ready", "The database does not respond");
        } else {
            shortage.get()
                    .ifPresentOrElse(
                            low -> Answers.error(ctx, 503, "not_ready", "No deploy starts: " + low),
                            () -> Answers.json(ctx, 200, Map.of("status", "ready")));
        }
    }
}
