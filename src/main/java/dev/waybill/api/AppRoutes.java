package dev.waybill.api;

import dev.waybill.access.User;
import dev.waybill.apps.App;
import dev.waybill.apps.Apps;
import dev.waybill.deploys.Deploys;
import dev.waybill.gates.Lock;
import dev.waybill.gates.Locks;
import dev.waybill.http.Answers;
import dev.waybill.store.Tx;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** {@code /apps/}. */
final class AppRoutes {
    private final Apps apps;
    private final AppFields fields;
    private final AppJsons jsons;
    private final Locks locks;
    private final Deploys deploys;

    AppRoutes(Apps apps, AppFields fields, AppJsons jsons, Locks locks, Deploys deploys) {
        this.apps = apps;
        this.fields = fields;
        this.jsons = jsons;
        this.locks = locks;
        this.deploys = deploys;
    }

    void list(Context ctx, User user) {
        var name = ctx.queryParam("name");
        var found = apps.all().stream().filter(app -> name == null || app.name().equals(name));
        Answers.json(ctx, 200, found.map(app -> jsons.of(app).shortened()).toList());
    }

    void show(Context ctx, User user) {
        Answers.json(ctx, 200, jsons.of(apps.app(ctx.pathParam("app"))));
    }

    void create(Context ctx, User user) throws IOException {
        var input = Input.of(ctx);
        var name = input.required("name");
        input.required("repository");
        input.required("provider");
        Answers.json(ctx, 201, jsons.of(apps.create(fields.applyToNew(input, name), user)));
    }

    void change(Context ctx, User user) throws IOException {
        var input = Input.of(ctx);
        var app = apps.change(
                ctx.pathParam("app"),
                draft -> fields.apply(input, draft, jsons.head(draft.config())),
                user,
                (tx, old) -> changeLock(tx, old, input, user));
        Answers.json(ctx, 200, jsons.of(app));
    }

    /** Text locks, the text "False" and JSON false unlock, null and absence leave it: the words of old clients. */
    private void changeLock(Tx tx, App app, Input input, User user) {
        var reason = input.has("lockedReason") ? input.text("lockedReason") : input.text("locked_reason");
        input.check();
        if (reason == null) {
            return;
        }
        if (reason.equalsIgnoreCase("false")) {
            locks.unlock(tx, app, user);
        } else if (!Locks.find(tx.handle(), app.id()).map(Lock::reason).equals(Optional.of(reason))) {
            locks.lock(tx, app, reason, user);
        }
    }

    void delete(Context ctx, User user) {
        var app = apps.app(ctx.pathParam("app"));
        deploys.deleteApp(app, user);
        Answers.json(ctx, 200, Map.of("id", app.id().toString()));
    }
}
