package dev.waybill.api.deliveries;

import dev.waybill.access.Caller;
import dev.waybill.access.Place;
import dev.waybill.access.Right;
import dev.waybill.api.routes.Numbers;
import dev.waybill.api.routes.Page;
import dev.waybill.api.routes.Queries;
import dev.waybill.api.routes.RouteGroup;
import dev.waybill.api.routes.Routes;
import dev.waybill.deliveries.Deliveries;
import dev.waybill.deliveries.Delivery;
import dev.waybill.deliveries.DeliveryFilter;
import dev.waybill.errors.Invalid;
import dev.waybill.http.Answers;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code /deliveries/}: what other systems are told. */
public final class DeliveryRoutes implements RouteGroup {
    private static final String STATES =
            Arrays.stream(Delivery.State.values()).map(DeliveryJsons::word).collect(Collectors.joining(", "));

    private final Deliveries deliveries;
    private final String url;

    public DeliveryRoutes(Deliveries deliveries, String url) {
        this.deliveries = deliveries;
        this.url = url;
    }

    @Override
    public String noun() {
        return "deliveries";
    }

    @Override
    public void rows(Routes routes) {
        routes.somewhere("GET", "/deliveries?app&env&state&limit&cursor", Right.READ, this::list)
                .somewhere("GET", "/deliveries/{delivery}", Right.READ, this::show)
                .everywhere("POST", "/deliveries/{delivery}/resend", Right.ADMIN, this::resend);
    }

    void list(Context ctx, Caller caller) {
        var page = Page.of(ctx);
        var found = deliveries.list(new DeliveryFilter(
                caller.grant(),
                Queries.text(ctx, "app"),
                Queries.text(ctx, "env"),
                state(ctx),
                page.before(),
                page.limit() + 1));
        var shown = page.cut(ctx, url, found, Delivery::id);
        Answers.json(ctx, 200, shown.stream().map(DeliveryJsons::json).toList());
    }

    private static Delivery.@Nullable State state(Context ctx) {
        var word = Queries.text(ctx, "state");
        try {
            return word == null ? null : Delivery.State.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw Invalid.fields(Map.of("state", "must be one of " + STATES));
        }
    }

    void show(Context ctx, Caller caller) {
        var delivery = named(ctx);
        if (!caller.may(Right.READ, place(delivery))) {
            throw Deliveries.noSuchDelivery(ctx.pathParam("delivery"));
        }
        answer(ctx, delivery);
    }

    void resend(Context ctx, Caller caller) {
        answer(ctx, deliveries.resend(named(ctx)));
    }

    private void answer(Context ctx, Delivery delivery) {
        Answers.json(ctx, 200, DeliveryJsons.json(delivery, deliveries.attempts(delivery)));
    }

    private Delivery named(Context ctx) {
        var id = ctx.pathParam("delivery");
        return deliveries.require(Numbers.idOr(id, () -> Deliveries.noSuchDelivery(id)));
    }

    private static Place place(Delivery delivery) {
        var subject = delivery.event().subject();
        return subject.app() == null
                ? Place.EVERYWHERE
                : new Place(
                        String.valueOf(subject.app().name()),
                        subject.app().id(),
                        subject.environment(),
                        subject.deploy() == null ? null : subject.deploy().id());
    }
}
