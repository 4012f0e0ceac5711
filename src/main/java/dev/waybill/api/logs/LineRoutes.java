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
import dev.waybill.http.lines.LineAnswers;
import dev.waybill.http.lines.LineStream;
import dev.waybill.logs.LogLines;
import dev.waybill.logs.Logs;
import io.javalin.http.Context;
import java.util.Map;
import java.util.Optional;

/** The log of a deploy by its lines: any of them, those that contain a text, and what to know before reading. */
public final class LineRoutes implements RouteGroup {
    private static final long FARTHEST = Long.MAX_VALUE / 4;
    private static final int LONGEST_TEXT = 200;

    private final Logs logs;
    private final LineStream stream;
    private final Access access;

    public LineRoutes(Logs logs, LineStream stream, Access access) {
        this.logs = logs;
        this.stream = stream;
        this.access = access;
    }

    @Override
    public String noun() {
        return "logs";
    }

    @Override
    public void rows(Routes routes) {
        routes.deploy("GET", "/log/lines?from&to", Right.READ, this::lines)
                .deploy("GET", "/log/lines/stream?after", Right.READ, this::stream)
                .deploy("GET", "/log/search?q&from&limit", Right.READ, this::search)
                .deploy("GET", "/log/outline", Right.READ, this::outline);
    }

    void lines(Context ctx, Caller caller, Deploy deploy) {
        var from = Queries.number(ctx, "from", -LogLines.MOST, FARTHEST).orElse(1L);
        var to = Queries.number(ctx, "to", 1, FARTHEST).orElse(Math.max(1, from) + LogLines.MOST - 1);
        var page = logs.lines().lines(deploy.id().value(), from, to);
        Answers.json(ctx, 200, LineAnswers.json(page));
    }

    void search(Context ctx, Caller caller, Deploy deploy) {
        var text = Queries.text(ctx, "q");
        if (text == null || text.length() > LONGEST_TEXT) {
            throw Invalid.fields(
                    Map.of("q", "must be the text to find, at most %d characters".formatted(LONGEST_TEXT)));
        }
        var from = Queries.number(ctx, "from", 1, FARTHEST).orElse(1L);
        var limit = Queries.number(ctx, "limit", 1, LogLines.MOST).orElse((long) LogLines.MOST);
        var page = logs.lines().search(deploy.id().value(), text, from, limit.intValue());
        Answers.json(ctx, 200, LineAnswers.json(page));
    }

    void outline(Context ctx, Caller caller, Deploy deploy) {
        Answers.json(ctx, 200, LineAnswers.json(logs.lines().outline(deploy.id().value())));
    }

    void stream(Context ctx, Caller caller, Deploy deploy) throws InterruptedException {
        var after = Optional.ofNullable(ctx.header("Last-Event-ID"))
                .map(text -> Numbers.between("Last-Event-ID", text, 0, FARTHEST))
                .or(() -> Queries.number(ctx, "after", 0, FARTHEST))
                .orElse(0L);
        stream.follow(ctx, deploy.id().value(), after, () -> access.isKnown(ctx.header("Authorization")));
    }
}
