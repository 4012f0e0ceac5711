package dev.waybill.api.notifiers;

import dev.waybill.access.Caller;
import dev.waybill.access.Right;
import dev.waybill.api.input.Input;
import dev.waybill.api.routes.RouteGroup;
import dev.waybill.api.routes.Routes;
import dev.waybill.apps.App;
import dev.waybill.http.Answers;
import dev.waybill.http.Sentences;
import dev.waybill.notify.Samples;
import dev.waybill.spi.Told;
import dev.waybill.wire.NotifierTestJson;
import io.javalin.http.Context;
import java.io.IOException;

/** {@code /apps/{app}/notifiers/}: who is told about an app. */
public final class NotifierRoutes implements RouteGroup {
    private final Samples samples;

    public NotifierRoutes(Samples samples) {
        this.samples = samples;
    }

    @Override
    public String noun() {
        return "notifiers";
    }

    /** Whoever may only read the app cannot make the server send something. */
    @Override
    public void rows(Routes routes) {
        routes.app("POST", "/apps/{app}/notifiers/test", Right.CONFIGURE, this::test);
    }

    void test(Context ctx, Caller caller, App app) throws IOException, InterruptedException {
        var input = Input.of(ctx);
        var name = input.textOrNull("notifier");
        input.check();
        Answers.json(
                ctx,
                200,
                samples.send(app, name).stream().map(NotifierRoutes::json).toList());
    }

    private static NotifierTestJson json(Samples.Sample sample) {
        var told = sample.told();
        return new NotifierTestJson(
                sample.name(),
                sample.type(),
                sample.isOfServer() ? "server" : "app",
                switch (told) {
                    case Told.Delivered _ -> "delivered";
                    case Told.Later _ -> "put_off";
                    case Told.Failed _ -> "failed";
                    case Told.Refused _ -> "refused";
                },
                Sentences.told(told.request()),
                Sentences.told(told.answer()));
    }
}
