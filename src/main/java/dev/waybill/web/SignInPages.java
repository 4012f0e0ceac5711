package dev.waybill.web;

import dev.waybill.web.frame.Frame;
import dev.waybill.web.frame.Heading;
import dev.waybill.web.frame.Page;
import dev.waybill.web.frame.PageGroup;
import dev.waybill.web.frame.Section;
import dev.waybill.web.signin.SignIn;
import dev.waybill.web.signin.SignInForm;
import io.javalin.config.RoutesConfig;

/** {@code /login} and {@code /logout}. */
final class SignInPages implements PageGroup {
    private final SignIn signIn;

    SignInPages(SignIn signIn) {
        this.signIn = signIn;
    }

    @Override
    public void pages(RoutesConfig routes, Frame frame) {
        frame.open(routes, "/login", ctx -> frame.show(ctx, page(signIn.form(ctx))));
        frame.open(routes, "/login/{link}", ctx -> frame.show(ctx, page(signIn.form(ctx))));
        routes.post("/login", frame.framed(ctx -> signIn.signIn(ctx).ifPresent(form -> frame.show(ctx, page(form)))));
        routes.post("/logout", frame.framed(signIn::signOut));
    }

    private static Page page(SignInForm form) {
        return Page.of(new Heading("Sign in to Waybill", Section.NONE, ""), "signin/signin.jte", form);
    }
}
