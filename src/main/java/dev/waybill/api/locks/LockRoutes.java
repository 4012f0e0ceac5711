package dev.waybill.api.locks;

import dev.waybill.access.Caller;
import dev.waybill.access.Right;
import dev.waybill.api.routes.Page;
import dev.waybill.api.routes.Queries;
import dev.waybill.api.routes.RouteGroup;
import dev.waybill.api.routes.Routes;
import dev.waybill.http.Answers;
import dev.waybill.locks.Lock;
import dev.waybill.locks.LockScope;
import dev.waybill.locks.Locks;
import dev.waybill.store.Db;
import dev.waybill.store.Tx;
import dev.waybill.store.Weights;
import dev.waybill.wire.LockJson;
import dev.waybill.wire.Times;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.function.Function;

/** {@code /locks/}, and the locks of apps and environments. */
public final class LockRoutes implements RouteGroup {
    /** The size of one in a list, without its reason. */
    private static final long LOCK_BYTES = 500;

    private final Db db;
    private final Locks locks;
    private final LockInput input;
    private final String url;

    public LockRoutes(Db db, Locks locks, LockInput input, String url) {
        this.db = db;
        this.locks = locks;
        this.input = input;
        this.url = url;
    }

    @Override
    public String noun() {
        return "locks";
    }

    @Override
    public void rows(Routes routes) {
        routes.somewhere("GET", "/locks?limit&cursor", Right.READ, this::list)
                .rehearsing(rows -> rows.lock("PUT", "", this::acquire)
                        .lock("DELETE", "", this::release)
                        .lock("POST", "/extend", this::extend)
                        .lock("POST", "/hand-over", this::handOver));
    }

    /** The locks that concern the caller: on what the caller can read, and on all apps. */
    void list(Context ctx, Caller caller) {
        var all = Locks.all(db).stream()
                .filter(lock -> lock.scope().concerns(caller))
                .toList();
        var shown = Page.onward(ctx, url, all, Lock::id, lock -> LOCK_BYTES + Weights.of(lock.reason()));
        Answers.json(ctx, 200, shown.stream().map(Lock::json).toList());
    }

    /** A lock on all apps concerns everyone who can read its environment. */
    void acquire(Context ctx, Caller caller, LockScope scope) throws IOException {
        var stage = stage(ctx);
        var wish = input.wish(ctx);
        Answers.json(ctx, 200, stage.play(tx -> {
            var lock = locks.acquire(tx, scope, wish, caller);
            return lock.json().taken(locks.heldBy(tx.handle(), lock));
        }));
    }

    void release(Context ctx, Caller caller, LockScope scope) {
        Answers.json(ctx, 200, stage(ctx).play(tx -> json(locks.release(tx, scope, caller))));
    }

    private static LockJson.Released json(Locks.Released released) {
        return new LockJson.Released(released.lock().json(), released.willRun(), Times.textOrNull(released.until()));
    }

    void extend(Context ctx, Caller caller, LockScope scope) throws IOException {
        var stage = stage(ctx);
        var expires = input.end(ctx);
        Answers.json(
                ctx,
                200,
                stage.play(tx -> locks.extend(tx, scope, expires, caller).json()));
    }

    void handOver(Context ctx, Caller caller, LockScope scope) throws IOException {
        var stage = stage(ctx);
        var to = input.newHolder(ctx);
        Answers.json(
                ctx, 200, stage.play(tx -> locks.handOver(tx, scope, to, caller).json()));
    }

    /** Runs a change, for real or as a dry run. */
    private interface Stage {
        <T> T play(Function<Tx, T> work);
    }

    private Stage stage(Context ctx) {
        return Queries.isRehearsal(ctx) ? db::rehearse : db::write;
    }
}
