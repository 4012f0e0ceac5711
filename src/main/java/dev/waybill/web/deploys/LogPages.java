package dev.waybill.web.deploys;

import dev.waybill.access.Caller;
import dev.waybill.deploys.DeployStore;
import dev.waybill.errors.Invalid;
import dev.waybill.http.Answers;
import dev.waybill.http.Download;
import dev.waybill.http.LogStream;
import dev.waybill.http.lines.LineAnswers;
import dev.waybill.http.lines.LineStream;
import dev.waybill.logs.LogLines;
import dev.waybill.logs.LogPage;
import dev.waybill.logs.Logs;
import dev.waybill.web.frame.Frame;
import dev.waybill.web.frame.PageGroup;
import dev.waybill.web.shown.DeployPaths;
import dev.waybill.web.signin.SignIn;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** The log of a deploy: as text, as a stream, and by its lines for the viewer in the page. The API has the same. */
public final class LogPages implements PageGroup {
    private static final String LOG = DeployPaths.PATTERN + "/log";
    private static final long PART = 1024 * 1024;

    private final DeployStore deploys;
    private final Logs logs;
    private final LineStream stream;
    private final SignIn signIn;

    public LogPages(DeployStore deploys, Logs logs, LineStream stream, SignIn signIn) {
        this.deploys = deploys;
        this.logs = logs;
        this.stream = stream;
        this.signIn = signIn;
    }

    @Override
    public void pages(RoutesConfig routes, Frame frame) {
        frame.read(routes, LOG, this::wholeLog);
        frame.read(routes, LOG + "/stream", this::stream);
        frame.read(routes, LOG + "/raw", this::raw);
        frame.read(routes, LOG + "/lines", this::lines);
        frame.read(routes, LOG + "/lines/stream", this::followLines);
        frame.read(routes, LOG + "/search", this::search);
        frame.read(routes, LOG + "/outline", this::outline);
    }

    private void stream(Context ctx, Caller caller) throws InterruptedException {
        var id = id(ctx, caller);
        var offset = Math.max(0, last(ctx, "offset"));
        LogStream.follow(ctx, logs, id, offset, () -> signIn.caller(ctx).isPresent());
    }

    private void wholeLog(Context ctx, Caller caller) throws IOException {
        var deploy = id(ctx, caller);
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

    private void lines(Context ctx, Caller caller) {
        var from = number(ctx, "from", 1);
        var to = number(ctx, "to", Math.max(from, 1) + LogLines.MOST - 1);
        Answers.json(ctx, 200, LineAnswers.json(logs.lines().lines(id(ctx, caller), from, to)));
    }

    private void search(Context ctx, Caller caller) {
        var text = Objects.requireNonNullElse(ctx.queryParam("q"), "");
        if (text.isEmpty()) {
            throw new Invalid("invalid_field", "q must be the text to find");
        }
        var limit = Math.clamp(number(ctx, "limit", LogLines.MOST), 1, LogLines.MOST);
        var from = Math.max(1, number(ctx, "from", 1));
        Answers.json(ctx, 200, LineAnswers.json(logs.lines().search(id(ctx, caller), text, from, limit)));
    }

    private void outline(Context ctx, Caller caller) {
        Answers.json(ctx, 200, LineAnswers.json(logs.lines().outline(id(ctx, caller))));
    }

    private void followLines(Context ctx, Caller caller) throws InterruptedException {
        var id = id(ctx, caller);
        stream.follow(ctx, id, last(ctx, "after"), () -> signIn.caller(ctx).isPresent());
    }

    private void raw(Context ctx, Caller caller) throws Exception {
        var deploy = DeployPaths.find(deploys, ctx.pathParamMap(), caller);
        var id = deploy.id().value();
        var length = logs.storedEnd(id);
        var name = "%s-%s-%d.log".formatted(deploy.appName(), deploy.environment(), deploy.number());
        Download.begin(ctx, name, length);
        logs.copy(id, 0, length, ctx.res().getOutputStream());
    }

    private long id(Context ctx, Caller caller) {
        return DeployPaths.find(deploys, ctx.pathParamMap(), caller).id().value();
    }

    /** Where a client was disconnected; else where it asks to begin. */
    private static long last(Context ctx, String name) {
        var last = ctx.header("Last-Event-ID");
        return last == null ? number(ctx, name, 0) : number("Last-Event-ID", last);
    }

    private static long number(Context ctx, String name, long otherwise) {
        return Optional.ofNullable(ctx.queryParam(name))
                .map(text -> number(name, text))
                .orElse(otherwise);
    }

    private static long number(String name, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new Invalid("invalid_field", name + " must be a whole number");
        }
    }
}
