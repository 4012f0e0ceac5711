package dev.waybill.web;

import io.javalin.config.RoutesConfig;
import java.util.List;

/** The pages. They work without JavaScript; a script follows the log. */
public final class Web {
    private final Frame frame;
    private final List<PageGroup> groups;
    private final PageGroup signInPages;

    /** @param url the server's public URL */
    public Web(SignIn signIn, List<PageGroup> groups, String url) {
        this.frame = new Frame(signIn, url);
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
