package dev.waybill.web;

import dev.waybill.access.Caller;
import dev.waybill.errors.ServiceException;
import dev.waybill.http.BodyText;
import dev.waybill.http.Problems;
import dev.waybill.http.Sentences;
import dev.waybill.http.Visits;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What all pages share: the signed-in user, the headers, the layout, and the display of failures. Thread-safe. */
final class Frame {
    /** The request attribute with the name of the signed-in user. */
    private static final String USER = "user";

    private final TemplateEngine templates = TemplateEngine.createPrecompiled(
            null, ContentType.Html, Frame.class.getClassLoader(), "dev.waybill.web.pages");
    private final Assets assets = new Assets();
    private final SignIn signIn;
    private final String url;

    Frame(SignIn signIn, String url) {
        this.signIn = signIn;
        this.url = url;
    }

    /** A page for a signed-in user. */
    @FunctionalInterface
    interface Page {
        void handle(Context ctx, Caller caller) throws Exception;
    }

    /** Adds a page for signed-in users; others are redirected to the sign-in form. */
    void page(RoutesConfig routes, String path, Page page) {
        read(routes, path, framed(ctx -> {
            var caller = signIn.caller(ctx);
            if (caller.isPresent()) {
                Visits.begin(ctx, caller.get());
                ctx.attribute(USER, caller.get().user().name());
                page.handle(ctx, caller.get());
            } else {
                signIn.send(ctx);
            }
        }));
    }

    /** Adds GET and HEAD, with the same permissions. */
    static void read(RoutesConfig routes, String path, Handler handler) {
        routes.get(path, handler);
        routes.head(path, handler);
    }

    Handler framed(Handler page) {
        return ctx -> {
            SecurityHeaders.add(ctx, url);
            try {
                BodyText.requireDecodable(ctx.queryString());
                page.handle(ctx);
            } catch (ServiceException e) {
                if (!takesHtml(ctx)) {
                    throw e;
                }
                ctx.status(Problems.status(e));
                problem(ctx, Sentences.told(e.sentence()));
            }
        };
    }

    /** Adds the assets, and the page for unknown paths. */
    void routes(RoutesConfig routes) {
        assets.routes(routes);
        routes.error(404, this::unknown);
    }

    /** For an unknown path browsers get a page with a link back; other clients get JSON. */
    private void unknown(Context ctx) {
        if (!ctx.path().startsWith("/api/") && takesHtml(ctx) && isJson(ctx)) {
            SecurityHeaders.add(ctx, url);
            problem(ctx, "This page does not exist.");
        }
    }

    private static boolean takesHtml(Context ctx) {
        return Optional.ofNullable(ctx.header("Accept")).orElse("").contains("text/html");
    }

    private static boolean isJson(Context ctx) {
        return String.valueOf(ctx.res().getContentType()).startsWith("application/json");
    }

    private void problem(Context ctx, String sentence) {
        render(ctx, "problem.jte", Map.of("sentence", sentence));
    }

    void render(Context ctx, String template, Map<String, Object> page) {
        var model = new HashMap<>(page);
        model.put("assets", assets);
        if (!template.equals("signin.jte")) {
            model.put("user", Optional.ofNullable(ctx.<String>attribute(USER)).orElse(""));
        }
        var output = new StringOutput();
        templates.render(template, model, output);
        ctx.html(output.toString());
    }
}
