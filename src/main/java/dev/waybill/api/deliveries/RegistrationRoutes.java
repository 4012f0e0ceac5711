package dev.waybill.api.deliveries;

import dev.waybill.access.Caller;
import dev.waybill.access.Right;
import dev.waybill.api.routes.RouteGroup;
import dev.waybill.api.routes.Routes;
import dev.waybill.deploys.Deploy;
import dev.waybill.http.Answers;
import dev.waybill.registrations.Registration;
import dev.waybill.registrations.Registrations;
import dev.waybill.wire.RegistrationJson;
import dev.waybill.wire.Times;
import io.javalin.http.Context;
import java.util.Locale;

/** {@code /deploys/{deploy}/registration/}: what code hosts know about deploys. */
public final class RegistrationRoutes implements RouteGroup {
    private final Registrations registrations;

    public RegistrationRoutes(Registrations registrations) {
        this.registrations = registrations;
    }

    @Override
    public String noun() {
        return "registrations";
    }

    @Override
    public void rows(Routes routes) {
        routes.deploy("GET", "/registration", Right.READ, this::show);
    }

    void show(Context ctx, Caller caller, Deploy deploy) {
        Answers.json(
                ctx,
                200,
                registrations.of(deploy.id()).map(RegistrationRoutes::json).orElse(RegistrationJson.NONE));
    }

    private static RegistrationJson json(Registration registration) {
        var number = registration.deployment();
        var state = registration.state();
        return new RegistrationJson(
                registration.isRegistered(),
                registration.host(),
                registration.repository(),
                number == null ? null : number.toString(),
                state == null ? null : state.name().toLowerCase(Locale.ROOT),
                registration.complaint(),
                registration.isGivenUp(),
                Times.text(registration.changed()));
    }
}
