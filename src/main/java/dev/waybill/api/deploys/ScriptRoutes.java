package dev.waybill.api.deploys;

import dev.waybill.access.Caller;
import dev.waybill.access.Right;
import dev.waybill.api.routes.RouteGroup;
import dev.waybill.api.routes.Routes;
import dev.waybill.deploys.Deploy;
import dev.waybill.execution.script.Scripts;
import dev.waybill.http.Answers;
import dev.waybill.wire.ScriptJson;
import io.javalin.http.Context;

/** {@code /deploys/…/script/}: a deploy as a script that does the same by hand. */
public final class ScriptRoutes implements RouteGroup {
    private final Scripts scripts;

    public ScriptRoutes(Scripts scripts) {
        this.scripts = scripts;
    }

    @Override
    public String noun() {
        return "scripts";
    }

    @Override
    public void rows(Routes routes) {
        routes.deploy("GET", "/script", Right.READ, this::show);
    }

    void show(Context ctx, Caller caller, Deploy deploy) {
        Answers.json(ctx, 200, new ScriptJson(scripts.of(deploy)));
    }
}
