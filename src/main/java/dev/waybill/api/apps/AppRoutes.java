package dev.waybill.api.apps;

import dev.waybill.access.Caller;
import dev.waybill.access.Place;
import dev.waybill.access.Right;
import dev.waybill.api.input.Input;
import dev.waybill.api.routes.IfMatch;
import dev.waybill.api.routes.RouteGroup;
import dev.waybill.api.routes.Routes;
import dev.waybill.apps.App;
import dev.waybill.apps.Apps;
import dev.waybill.apps.ServerReferences;
import dev.waybill.deploys.AppRemoval;
import dev.waybill.http.Answers;
import dev.waybill.locks.Lock;
import dev.waybill.locks.LockScope;
import dev.waybill.locks.Locks;
import dev.waybill.store.Tx;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** {@code /apps/}. */
public final class AppRoutes implements RouteGroup {
    private final Apps apps;
    private final AppFields fields;
    private final AppJsons jsons;
    private final Locks locks;
    private final AppRemoval removal;
    private final ServerReferences references;

    public AppRoutes(
            Apps apps, AppFields fields, AppJsons jsons, Locks locks, AppRemoval removal, ServerReferences references) {
        this.apps = apps;
        this.fields = fields;
        this.jsons = jsons;
        this.locks = locks;
        this.removal = removal;
        this.references = references;
    }

    @Override
    public String noun() {
        return "apps";
    }

    @Override
    public void rows(Routes routes) {
        routes.somewhere("GET", "/apps?name", Right.READ, this::list)
                .everywhere("POST", "/apps", Right.CONFIGURE, this::create)
                .app("GET", "/apps/{app}", Right.READ, this::show)
                .app("PUT", "/apps/{app}", Right.READ, this::change)
                .app("DELETE", "/apps/{app}", Right.CONFIGURE, this::delete);
    }

    void list(Context ctx, Caller caller) {
        var name = ctx.queryParam("name");
        var found = apps.all().stream()
                .filter(app -> name == null || app.name().equals(name))
                .filter(app -> caller.may(Right.READ, app.place()));
        Answers.list(ctx, jsons.shortened(found.toList()));
    }

    void show(Context ctx, Caller caller, App app) {
        Answers.json(ctx, 200, jsons.of(app));
    }

    void create(Context ctx, Caller caller) throws IOException, InterruptedException {
        var input = Input.of(ctx);
        var name = input.required("name");
        input.required("repository");
        input.required("provider");
        var draft = fields.applyToNew(input, name);
        references.check(caller, null, draft.config());
        Answers.json(ctx, 201, jsons.saved(apps.create(draft, caller.user()), null));
    }

    /** Changes the configuration and the lock; each needs its own permission. */
    void change(Context ctx, Caller caller, App asked) throws IOException, InterruptedException {
        var input = Input.of(ctx);
        var app = apps.change(
                asked.name(),
                draft -> permitted(fields.apply(input, draft, jsons.head(draft.config())), draft, caller, asked),
                caller.user(),
                new Apps.Alongside() {
                    @Override
                    public void look(Tx tx, App now) {
                        refuseIfChanged(ctx, tx, now);
                    }

                    @Override
                    public void write(Tx tx, App changed) {
                        changeLock(tx, changed, input, caller);
                    }
                });
        Answers.json(ctx, 200, jsons.saved(app, asked.config()));
    }

    /** Checks the tag again within the change: others may have changed the app, or its lock. */
    private void refuseIfChanged(Context ctx, Tx tx, App now) {
        if (IfMatch.isGiven(ctx)) {
            IfMatch.check(ctx, jsons.of(tx.handle(), now));
        }
    }

    private Apps.Draft permitted(Apps.Draft after, Apps.Draft before, Caller caller, App app) {
        if (!after.isSame(before)) {
            caller.require(Right.CONFIGURE, app.place());
            if (!after.name()
                    .equals(before.name())) { // only those who can read all apps may learn which names are taken
                caller.require(Right.CONFIGURE, Place.EVERYWHERE);
            }
            references.check(caller, before.config(), after.config());
        }
        return after;
    }

    /** The lock of old clients: text locks; "False" and JSON false unlock; null, empty and absent change nothing. */
    private void changeLock(Tx tx, App app, Input input, Caller caller) {
        var reason = input.textOrNull("locked_reason");
        input.check();
        var present = Locks.onApp(tx.handle(), app.id()).map(Lock::reason);
        var wanted = Optional.ofNullable(reason).filter(text -> !text.equalsIgnoreCase("false"));
        if (reason == null || wanted.equals(present)) {
            return;
        }
        var scope = LockScope.of(app);
        wanted.ifPresent(text -> locks.acquire(tx, scope, Locks.Wish.endless(text), caller));
        if (wanted.isEmpty() && present.isPresent()) {
            locks.release(tx, scope, caller);
        }
    }

    void delete(Context ctx, Caller caller, App app) {
        removal.remove(app, caller.user(), tx -> refuseIfChanged(ctx, tx, apps.app(tx, app.id())));
        Answers.json(ctx, 200, Map.of("id", app.id().toString()));
    }
}
