package dev.waybill.api.access;

import dev.waybill.access.Access;
import dev.waybill.access.Caller;
import dev.waybill.access.Place;
import dev.waybill.access.Right;
import dev.waybill.access.Tokens;
import dev.waybill.api.input.Input;
import dev.waybill.api.routes.Numbers;
import dev.waybill.api.routes.RouteGroup;
import dev.waybill.api.routes.Routes;
import dev.waybill.errors.Forbidden;
import dev.waybill.http.Answers;
import dev.waybill.wire.LoginLinkJson;
import dev.waybill.wire.Times;
import io.javalin.http.Context;
import java.io.IOException;

/** {@code /login-links/}. */
public final class LoginLinkRoutes implements RouteGroup {
    private final Access access;
    private final String url;

    public LoginLinkRoutes(Access access, String url) {
        this.access = access;
        this.url = url;
    }

    @Override
    public String noun() {
        return "login-links";
    }

    @Override
    public void rows(Routes routes) {
        routes.somewhere("POST", "/login-links", Right.READ, this::create);
    }

    /** Creates a link for the token of the request; with the permission {@code admin}, also for other tokens. */
    void create(Context ctx, Caller caller) throws IOException {
        var input = Input.ofNothing(ctx);
        var asked = input.textOrNull("token");
        input.check();
        if (caller.grant().deploy() != null) {
            throw new Forbidden("not_permitted", "The token of a deploy cannot sign in");
        }
        var id = asked == null ? caller.tokenId() : Numbers.idOr(asked, Tokens::noSuchToken);
        if (id != caller.tokenId()) {
            caller.require(Right.ADMIN, Place.EVERYWHERE, Tokens::noSuchToken);
        }
        var link = access.sessions().link(id);
        Answers.json(ctx, 201, new LoginLinkJson(url + "/login/" + link.secret().value(), Times.text(link.expires())));
    }
}
