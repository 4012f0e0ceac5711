package dev.waybill.web.frame;

import dev.waybill.access.Caller;
import dev.waybill.errors.ServiceException;
import dev.waybill.http.BodyText;
import dev.waybill.http.Forms;
import dev.waybill.http.Problems;
import dev.waybill.http.Visits;
import dev.waybill.web.signin.SameOrigin;
import dev.waybill.web.signin.SignIn;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What all pages share: the signed-in user, the headers, the layout, and the display of failures. Thread-safe. */
public final class Frame {
    /** The request attribute with the signed-in user. */
    private static final String CALLER = "caller";

    private final Renderer renderer = new Renderer();
    private final SignIn signIn;
    private final Rooms rooms;
    private final Function<Caller, Counts> counts;
    private final String url;

    /**
     * @param counts the numbers of the navigation
     * @param url the server's public URL
     */
    public Frame(SignIn signIn, Rooms rooms, Function<Caller, Counts> counts, String url) {
        this.signIn = signIn;
        this.rooms = rooms;
        this.counts = counts;
        this.url = url;
    }

    /** Answers a signed-in user with something else than a page, such as a file. */
    @FunctionalInterface
    public interface Answer {
        void to(Context ctx, Caller caller) throws Exception;
    }

    /** Adds a path for signed-in users; others are redirected to the sign-in form. */
    public void read(RoutesConfig routes, String path, Answer answer) {
        open(routes, path, signedIn(answer));
    }

    /** Adds a page for signed-in users. */
    public void page(RoutesConfig routes, String path, Page.View view) {
        read(routes, path, (ctx, caller) -> show(ctx, view.show(Visit.of(ctx, caller))));
    }

    /** Adds a page that follows what happens while it is open: its path is also the stream of its changes. */
    public void live(RoutesConfig routes, String path, Page.View view) {
        read(routes, path, (ctx, caller) -> {
            var visit = Visit.of(ctx, caller);
            if (accepts(ctx, "text/event-stream")) {
                rooms.follow(ctx, visit, () -> following(view, visit), () -> signIn.caller(ctx));
            } else {
                var page = view.show(visit);
                ctx.html(renderer.live(page, shell(page, caller, Shell.LIVE, Notice.take(ctx))));
            }
        });
    }

    private String following(Page.View view, Visit visit) throws Exception {
        var page = view.show(visit);
        return renderer.html(page, shell(page, visit.caller(), Shell.LIVE, ""));
    }

    /** Adds a form of a signed-in user, sent from a page of this server. */
    public void action(RoutesConfig routes, String path, Action action) {
        routes.post(path, framed(signedIn((ctx, caller) -> {
            SameOrigin.check(ctx, url);
            switch (action.carryOut(Visit.of(ctx, caller), new Fields(Forms.readAll(ctx)))) {
                case Action.Done done -> go(ctx, done);
                case Action.Again(var status, var page) -> show(ctx.status(status), page);
            }
        })));
    }

    private static void go(Context ctx, Action.Done done) {
        if (!done.notice().isEmpty()) {
            Notice.set(ctx, done.notice());
        }
        ctx.header("Location", done.path()).status(303);
    }

    /** Adds GET and HEAD of a path that needs no signing in. */
    public void open(RoutesConfig routes, String path, Handler handler) {
        var framed = framed(handler);
        routes.get(path, framed);
        routes.head(path, framed);
    }

    private Handler signedIn(Answer answer) {
        return ctx -> {
            var caller = signIn.caller(ctx);
            if (caller.isPresent()) {
                Visits.begin(ctx, caller.get());
                ctx.attribute(CALLER, caller.get());
                answer.to(ctx, caller.get());
            } else {
                signIn.send(ctx);
            }
        };
    }

    /** Adds the headers to an answer, and shows failures as pages. */
    public Handler framed(Handler handler) {
        return ctx -> {
            SecurityHeaders.add(ctx, url);
            try {
                BodyText.requireDecodable(ctx.queryString());
                handler.handle(ctx);
            } catch (ServiceException e) {
                if (!accepts(ctx, "text/html")) {
                    throw e;
                }
                ctx.status(Problems.status(e));
                problem(ctx, "The request failed", PageSentences.told(e.sentence()));
            }
        };
    }

    /** Adds the assets, and the page for unknown paths. */
    public void routes(RoutesConfig routes) {
        Assets.routes(routes);
        routes.error(404, this::unknown);
    }

    /** For an unknown path browsers get a page with a link back; other clients get JSON. */
    private void unknown(Context ctx) {
        if (!ctx.path().startsWith("/api/") && accepts(ctx, "text/html") && isJson(ctx)) {
            SecurityHeaders.add(ctx, url);
            signIn.caller(ctx).ifPresent(caller -> ctx.attribute(CALLER, caller)); // sees the navigation
            problem(
                    ctx,
                    "This page does not exist",
                    "Its address may be mistyped, or what it showed was renamed or removed.");
        }
    }

    private static boolean accepts(Context ctx, String type) {
        return Optional.ofNullable(ctx.header("Accept")).orElse("").contains(type);
    }

    private static boolean isJson(Context ctx) {
        return String.valueOf(ctx.res().getContentType()).startsWith("application/json");
    }

    private void problem(Context ctx, String title, String sentence) {
        var heading = new Heading(title, Section.NONE, "");
        show(ctx, Page.of(heading, "problem.jte", new Problem(sentence, back(ctx))));
    }

    /** The page with the form that failed, if a page of this server sent it. */
    private String back(Context ctx) {
        var referer = ctx.header("Referer");
        return referer != null && referer.startsWith(url + "/") ? referer.substring(url.length()) : "/";
    }

    /** Shows a page to anybody, signed in or not. */
    public void show(Context ctx, Page page) {
        ctx.html(renderer.html(page, shell(page, ctx.attribute(CALLER), Shell.STILL, Notice.take(ctx))));
    }

    private Shell shell(Page page, @Nullable Caller caller, long live, String notice) {
        return new Shell(
                page.heading(),
                caller == null ? "" : caller.user().name(),
                caller == null ? Counts.NONE : counts.apply(caller),
                live,
                notice,
                url);
    }
}
