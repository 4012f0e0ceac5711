package dev.waybill.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Map;

/** {@code /login} and {@code /logout}. */
final class SignInPages implements PageGroup {
    private final SignIn signIn;

    SignInPages(SignIn signIn) {
        this.signIn = signIn;
    }

    @Override
    public void pages(RoutesConfig routes, Frame frame) {
        Frame.read(routes, "/login", frame.framed(ctx -> render(frame, ctx, signIn.form(ctx))));
        Frame.read(routes, "/login/{link}", frame.framed(ctx -> render(frame, ctx, signIn.form(ctx))));
        routes.post("/login", frame.framed(ctx -> signIn.signIn(ctx).ifPresent(form -> render(frame, ctx, form))));
        routes.post("/logout", frame.framed(signIn::signOut));
    }

    private static void render(Frame frame, Context ctx, SignInForm form) {
        frame.render(ctx, "signin.jte", Map.of("page", form));
    }
}
