package dev.waybill.web;

import dev.waybill.web.frame.Frame;
import dev.waybill.web.frame.PageGroup;
import dev.waybill.web.signin.SignIn;
import io.javalin.config.RoutesConfig;
import java.util.List;

/** The pages. They work without JavaScript; scripts keep them live. */
public final class Web {
    private final Frame frame;
    private final List<PageGroup> groups;
    private final PageGroup signInPages;

    public Web(Frame frame, List<PageGroup> groups, SignIn signIn) {
        this.frame = frame;
        this.groups = groups;
        this.signInPages = new SignInPages(signIn);
    }

    /** Adds all pages. */
    public void routes(RoutesConfig routes) {
        frame.routes(routes);
        groups.forEach(group -> group.pages(routes, frame));
        signInPages.pages(routes, frame);
    }
}
