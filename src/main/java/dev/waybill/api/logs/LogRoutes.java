package dev.waybill.api.logs;

import dev.waybill.access.Access;
import dev.waybill.access.Caller;
import dev.waybill.access.Right;
import dev.waybill.api.routes.Numbers;
import dev.waybill.api.routes.Queries;
import dev.waybill.api.routes.RouteGroup;
import dev.waybill.api.routes.Routes;
import dev.waybill.deploys.Deploy;
import dev.waybill.errors.Invalid;
import dev.waybill.http.Answers;
import dev.waybill.http.LogStream;
import dev.waybill.http.Visits;
import dev.waybill.logs.LogPage;
import dev.waybill.logs.Logs;
import dev.waybill.wire.LogPageJson;
import dev.waybill.wire.Times;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The log of a deploy. */
public final class LogRoutes implements RouteGroup {
    /** Larger than any log; the sum of two such offsets still fits a long. */
    private static final long FARTHEST = Long.MAX_VALUE / 4;

    private static final long LONGEST_WAIT = 20;

    private final Logs logs;
    private final Access access;

    public LogRoutes(Logs logs, Access access) {
        this.logs = logs;
        this.access = access;
    }

    @Override
    public String noun() {
        return "logs";
    }

    @Override
    public void rows(Routes routes) {
        routes.deploy("GET", "/log?offset&limit&wait", Right.READ, this::page)
                .deploy("GET", "/log/stream?offset", Right.READ, this::stream)
                .deploy("GET", "/log/raw?origin", Right.READ, this::raw);
    }

    void page(Context ctx, Caller caller, Deploy deploy) throws IOException, InterruptedException {
        var id = deploy.id().value();
        var limit = Queries.number(ctx, "limit", 1, FARTHEST);
        var offset = Queries.number(ctx, "offset", -1, FARTHEST).orElse(0L);
        var wait = Queries.number(ctx, "wait", 0, LONGEST_WAIT).orElse(0L);
        if (wait > 0) {
            Visits.last(ctx);
        }
        var isTail = offset < 0 && limit.isPresent();
        var from = isTail ? logs.startOfLast(id, limit.get()) : Math.max(0, offset);
        var most = isTail ? Logs.LARGEST_PAGE : Math.min(limit.orElse(Logs.LARGEST_PAGE), Logs.LARGEST_PAGE);
        var page = logs.readOrWait(id, from, Math.min(most, LargeLogPage.LARGE), Duration.ofSeconds(wait));
        if (page.caughtUp() || most <= LargeLogPage.LARGE) {
            Answers.tagged(ctx, tag(id, from, page), json(page));
        } else {
            new LargeLogPage(logs, id).send(ctx, page, from + most);
        }
    }

    /** Stored output never changes, so the offsets of a page determine its content. */
    private static String tag(long deploy, long from, LogPage page) {
        return "%d-%d-%d%s%s"
                .formatted(
                        deploy,
                        from,
                        page.nextOffset(),
                        page.caughtUp() ? "-caught-up" : "",
                        page.complete() ? "-complete" : "");
    }

    /** The stored bytes, or a range of them; with {@code ?origin=command} only the command's output. */
    void raw(Context ctx, Caller caller, Deploy deploy) throws IOException {
        var id = deploy.id().value();
        ctx.res().setHeader("Content-Type", "application/octet-stream");
        ctx.res().setHeader("X-Content-Type-Options", "nosniff");
        switch (Optional.ofNullable(Queries.text(ctx, "origin")).orElse("")) {
            case "" -> stored(ctx, id);
            case "command" -> logs.copyOfCommand(id, ctx.res().getOutputStream());
            default -> throw Invalid.fields(Map.of("origin", "must be command; omit it for the whole log"));
        }
    }

    private void stored(Context ctx, long deploy) throws IOException {
        var length = logs.storedEnd(deploy);
        var asked = Optional.ofNullable(ctx.header("Range")).flatMap(header -> ByteRange.of(header, length));
        var range = asked.orElse(new ByteRange(0, length));
        ctx.res().setHeader("Accept-Ranges", "bytes");
        if (asked.isPresent() && range.isEmpty()) {
            ctx.res().setHeader("Content-Range", "bytes */" + length);
            Answers.error(
                    ctx, 416, "invalid_range", "The log has %d bytes now, and none in this range".formatted(length));
            return;
        }
        if (asked.isPresent()) {
            ctx.status(206);
            ctx.res().setHeader("Content-Range", "bytes %d-%d/%d".formatted(range.from(), range.end() - 1, length));
        }
        ctx.res().setContentLengthLong(range.end() - range.from());
        logs.copy(deploy, range.from(), range.end(), ctx.res().getOutputStream());
    }

    void stream(Context ctx, Caller caller, Deploy deploy) throws IOException, InterruptedException {
        var id = deploy.id().value();
        LogStream.follow(ctx, logs, id, streamOffset(ctx), () -> access.isKnown(ctx.header("Authorization")));
    }

    /** A client that reconnects sends the offset in the header, a new one in the query. */
    private static long streamOffset(Context ctx) {
        return Optional.ofNullable(ctx.header("Last-Event-ID"))
                .or(() -> Optional.ofNullable(Queries.text(ctx, "offset")))
                .map(text -> Numbers.between("offset", text, 0, FARTHEST))
                .orElse(0L);
    }

    private static LogPageJson json(LogPage page) {
        return new LogPageJson(
                page.pieces().stream().map(LogRoutes::json).toList(),
                page.nextOffset(),
                page.complete(),
                page.caughtUp());
    }

    static LogPageJson.Chunk json(LogPage.Piece piece) {
        return new LogPageJson.Chunk(piece.text(), Times.text(piece.date()));
    }
}
