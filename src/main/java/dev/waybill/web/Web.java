package dev.waybill.web;

import dev.waybill.access.Caller;
import dev.waybill.access.Right;
import dev.waybill.access.Sessions;
import dev.waybill.apps.Apps;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.Deploys;
import dev.waybill.deploys.NodeState;
import dev.waybill.deploys.Nodes;
import dev.waybill.deploys.Outcome;
import dev.waybill.errors.Invalid;
import dev.waybill.errors.ServiceException;
import dev.waybill.http.LogStream;
import dev.waybill.http.Peers;
import dev.waybill.http.Problems;
import dev.waybill.http.Sentences;
import dev.waybill.http.Visits;
import dev.waybill.logs.LogPage;
import dev.waybill.logs.Logs;
import dev.waybill.spi.Time;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The pages. They are complete without JavaScript; a script lets the log grow. */
public final class Web {
    /** How much of a log stands in the page itself; the rest is a link away. */
    private static final long LOG_IN_PAGE = 256 * 1024;

    private static final long PART = 1024 * 1024;

    /** The attribute of a request that holds the name of whoever is signed in. */
    private static final String USER = "user";

    private final TemplateEngine templates = TemplateEngine.createPrecompiled(
            null, ContentType.Html, Web.class.getClassLoader(), "dev.waybill.web.pages");
    private final Assets assets = new Assets();
    private final SignIn signIn;
    private final Apps apps;
    private final Deploys deploys;
    private final Nodes nodes;
    private final Logs logs;
    private final Time time;
    private final String url;

    /** @param url where this server is reached, for what the pages tell people to type */
    public Web(
            Apps apps, Deploys deploys, Nodes nodes, Logs logs, Sessions sessions, Peers peers, Time time, String url) {
        this.signIn = new SignIn(sessions, peers, time, url);
        this.apps = apps;
        this.deploys = deploys;
        this.nodes = nodes;
        this.logs = logs;
        this.time = time;
        this.url = url;
    }

    /** The table of routes. */
    public void routes(RoutesConfig routes) {
        assets.routes(routes);
        page(routes, "/", this::overview);
        page(routes, "/apps/{app}/{env}/{number}", this::deploy);
        page(routes, "/apps/{app}/{env}/{number}/log/stream", this::stream);
        page(routes, "/apps/{app}/{env}/{number}/log", this::wholeLog);
        read(routes, "/login", framed(this::showForm));
        read(routes, "/login/{link}", framed(this::showForm));
        routes.post("/login", framed(ctx -> signIn.signIn(ctx).ifPresent(form -> renderForm(ctx, form))));
        routes.post("/logout", framed(signIn::signOut));
        routes.error(404, this::unknown);
    }

    /** What somebody sees who is signed in. */
    @FunctionalInterface
    private interface Page {
        void handle(Context ctx, Caller caller) throws Exception;
    }

    private void page(RoutesConfig routes, String path, Page page) {
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

    /** HEAD is answered like GET, to the same people. */
    private static void read(RoutesConfig routes, String path, Handler handler) {
        routes.get(path, handler);
        routes.head(path, handler);
    }

    private Handler framed(Handler page) {
        return ctx -> {
            SecurityHeaders.add(ctx, url);
            try {
                page.handle(ctx);
            } catch (ServiceException e) {
                if (!takesHtml(ctx)) {
                    throw e;
                }
                ctx.status(Problems.status(e));
                render(ctx, "problem.jte", Map.of("sentence", Sentences.told(e.sentence())));
            }
        };
    }

    private void showForm(Context ctx) {
        renderForm(ctx, signIn.form(ctx));
    }

    private void renderForm(Context ctx, SignInForm form) {
        render(ctx, "signin.jte", Map.of("page", form));
    }

    /** A browser that was sent nowhere gets a page with a way back; clients keep the JSON. */
    private void unknown(Context ctx) {
        if (!ctx.path().startsWith("/api/") && takesHtml(ctx) && isJson(ctx)) {
            SecurityHeaders.add(ctx, url);
            render(ctx, "problem.jte", Map.of("sentence", "There is no such page."));
        }
    }

    private static boolean takesHtml(Context ctx) {
        return Optional.ofNullable(ctx.header("Accept")).orElse("").contains("text/html");
    }

    private static boolean isJson(Context ctx) {
        return String.valueOf(ctx.res().getContentType()).startsWith("application/json");
    }

    private void overview(Context ctx, Caller caller) {
        render(ctx, "overview.jte", Map.of("page", Overview.of(apps, deploys, nodes, caller, time.now(), url)));
    }

    private void deploy(Context ctx, Caller caller) {
        var deploy = find(ctx, caller);
        var log = logs.readLast(deploy.id().value(), LOG_IN_PAGE);
        var page = new DeployPage(
                DeployRow.of(deploy, deploys.waiting(deploy), time.now()),
                text(log),
                log.nextOffset(),
                log.complete(),
                log.nextOffset() > LOG_IN_PAGE + 16,
                nodes.silentOf(deploy).orElse(null),
                url);
        render(ctx, "deploy.jte", Map.of("page", page));
    }

    /**
     * The page of one deploy.
     *
     * @param nextOffset where its log goes on
     * @param complete nothing more will come
     * @param isCut the log begins earlier than what is shown
     * @param silent the server on which it runs, if that has not been heard of; null otherwise
     */
    public record DeployPage(
            DeployRow row,
            String log,
            long nextOffset,
            boolean complete,
            boolean isCut,
            @Nullable NodeState silent,
            String url) {
        /** Whether the end of the log is what people want to read. */
        public boolean isFailed() {
            return row.deploy().state() instanceof Deploy.Finished finished && finished.outcome() != Outcome.SUCCEEDED;
        }
    }

    private void stream(Context ctx, Caller caller) throws Exception {
        var offset = Optional.ofNullable(ctx.header("Last-Event-ID"))
                .or(() -> Optional.ofNullable(ctx.queryParam("offset")));
        try {
            LogStream.follow(
                    ctx,
                    logs,
                    find(ctx, caller).id().value(),
                    Math.max(0, Long.parseLong(offset.orElse("0"))),
                    () -> signIn.caller(ctx).isPresent());
        } catch (NumberFormatException e) {
            throw new Invalid("invalid_field", "offset must be a whole number");
        }
    }

    private void wholeLog(Context ctx, Caller caller) throws IOException {
        var deploy = find(ctx, caller).id().value();
        ctx.res().setHeader("Content-Type", "text/plain; charset=utf-8");
        var out = ctx.res().getOutputStream();
        for (var page = logs.read(deploy, 0, PART);
                !page.pieces().isEmpty();
                page = logs.read(deploy, page.nextOffset(), PART)) {
            out.write(text(page).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String text(LogPage log) {
        return log.pieces().stream().map(LogPage.Piece::text).collect(Collectors.joining());
    }

    private Deploy find(Context ctx, Caller caller) {
        try {
            var deploy = deploys.deploy(
                    ctx.pathParam("app"), ctx.pathParam("env"), Integer.parseInt(ctx.pathParam("number")));
            caller.require(Right.READ, deploy.place(), Deploys::noSuchDeploy);
            return deploy;
        } catch (NumberFormatException e) {
            throw Deploys.noSuchDeploy();
        }
    }

    private void render(Context ctx, String template, Map<String, Object> page) {
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
