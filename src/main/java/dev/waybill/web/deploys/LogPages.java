package dev.waybill.web.deploys;

import dev.waybill.access.Caller;
import dev.waybill.deploys.DeployStore;
import dev.waybill.errors.Invalid;
import dev.waybill.http.LogStream;
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
import java.util.Optional;
import java.util.stream.Collectors;

/** The log of a deploy, as text and as a stream. */
public final class LogPages implements PageGroup {
    private static final long PART = 1024 * 1024;

    private final DeployStore deploys;
    private final Logs logs;
    private final SignIn signIn;

    public LogPages(DeployStore deploys, Logs logs, SignIn signIn) {
        this.deploys = deploys;
        this.logs = logs;
        this.signIn = signIn;
    }

    @Override
    public void pages(RoutesConfig routes, Frame frame) {
        frame.read(routes, DeployPaths.PATTERN + "/log/stream", this::stream);
        frame.read(routes, DeployPaths.PATTERN + "/log", this::wholeLog);
    }

    private void stream(Context ctx, Caller caller) throws Exception {
        var offset = Optional.ofNullable(ctx.header("Last-Event-ID"))
                .or(() -> Optional.ofNullable(ctx.queryParam("offset")));
        try {
            LogStream.follow(
                    ctx,
                    logs,
                    DeployPaths.find(deploys, ctx.pathParamMap(), caller).id().value(),
                    Math.max(0, Long.parseLong(offset.orElse("0"))),
                    () -> signIn.caller(ctx).isPresent());
        } catch (NumberFormatException e) {
            throw new Invalid("invalid_field", "offset must be a whole number");
        }
    }

    private void wholeLog(Context ctx, Caller caller) throws IOException {
        var deploy = DeployPaths.find(deploys, ctx.pathParamMap(), caller).id().value();
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
}
