package dev.waybill.http;

import dev.waybill.forge.ForgeKind;
import dev.waybill.webhooks.Webhooks;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Map;

/** Where code hosts send webhooks: {@code POST /webhooks/github}. Such a request needs no token, but a signature. */
public final class WebhookRoutes {
    static final String ROOT = "/webhooks/";

    private final Webhooks webhooks;

    public WebhookRoutes(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    public void routes(RoutesConfig routes) {
        webhooks.kinds().forEach(kind -> routes.post(ROOT + kind.name(), ctx -> receive(ctx, kind)));
    }

    private void receive(Context ctx, ForgeKind kind) throws InterruptedException {
        var receipt = webhooks.receive(kind, ctx::header, () -> Bodies.readWebhook(ctx));
        Answers.json(ctx, receipt.apps() == 0 ? 200 : 202, Map.of("message", receipt.message()));
    }
}
