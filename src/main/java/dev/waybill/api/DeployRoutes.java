package dev.waybill.api;

import dev.waybill.access.Caller;
import dev.waybill.access.Right;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.DeployFilter;
import dev.waybill.deploys.DeployRequest;
import dev.waybill.deploys.Deploys;
import dev.waybill.deploys.Door;
import dev.waybill.errors.Invalid;
import dev.waybill.http.Answers;
import dev.waybill.wire.Status;
import io.javalin.http.Context;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code /deploys/} and what belongs to one of them. */
final class DeployRoutes {
    private static final int DEFAULT_PAGE = 25;
    private static final int LARGEST_PAGE = 100;

    private final Deploys deploys;
    private final DeployJsons jsons;
    private final String url;

    DeployRoutes(Deploys deploys, DeployJsons jsons, String url) {
        this.deploys = deploys;
        this.jsons = jsons;
        this.url = url;
    }

    void request(Context ctx, Caller caller) throws IOException, InterruptedException {
        var input = Input.of(ctx);
        answer(ctx, input, input.required("app"), caller);
    }

    void requestInOneLine(Context ctx, Caller caller) throws IOException, InterruptedException {
        answer(ctx, Input.of(ctx), ctx.pathParam("app"), caller);
    }

    private void answer(Context ctx, Input input, String app, Caller caller) throws InterruptedException {
        var params = input.object("params");
        var request = new DeployRequest(
                app,
                input.textOrNull("env"),
                input.textOrNull("ref"),
                input.textOrNull("sha"),
                caller,
                input.textOrNull("user"),
                params == null ? Map.of() : params,
                input.flag("force"),
                input.textOrNull("reason"),
                input.flag("queue"),
                Door.API,
                null);
        input.check();
        Answers.json(ctx, 201, jsons.of(deploys.request(request)));
    }

    void list(Context ctx, Caller caller) {
        var limit = limit(ctx.queryParam("limit"));
        var page = deploys.list(new DeployFilter(
                caller.grant(),
                plain(ctx, "app"),
                plain(ctx, "user"),
                plain(ctx, "env"),
                plain(ctx, "ref"),
                statuses(ctx),
                cursor(ctx.queryParam("cursor")),
                limit + 1));
        if (page.size() > limit) {
            ctx.header("Link", nextPage(ctx, page.get(limit - 1)));
        }
        Answers.json(ctx, 200, page.stream().limit(limit).map(jsons::of).toList());
    }

    private String nextPage(Context ctx, Deploy last) {
        var others = ctx.queryParamMap().entrySet().stream()
                .filter(parameter -> !parameter.getKey().equals("cursor"))
                .flatMap(parameter -> parameter.getValue().stream()
                        .map(value -> encoded(parameter.getKey()) + "=" + encoded(value) + "&"))
                .collect(Collectors.joining());
        return "<%s%s?%scursor=%s>; rel=\"next\"".formatted(url, ctx.path(), others, last.id());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static @Nullable String plain(Context ctx, String name) {
        var text = ctx.queryParam(name);
        if (text != null && text.indexOf('\0') >= 0) {
            throw Invalid.fields(Map.of(name, "must not hold a NUL character"));
        }
        return text;
    }

    private static int limit(@Nullable String text) {
        return text == null || text.isEmpty() ? DEFAULT_PAGE : (int) Numbers.between("limit", text, 1, LARGEST_PAGE);
    }

    private static @Nullable Long cursor(@Nullable String text) {
        return text == null || text.isEmpty() ? null : Numbers.between("cursor", text, 0, Long.MAX_VALUE);
    }

    private static Set<Status> statuses(Context ctx) {
        return ctx.queryParams("status").stream()
                .map(word -> Status.find(word)
                        .orElseThrow(() -> Invalid.fields(Map.of(
                                "status",
                                "\"%s\" is no status; known are pending, in_progress, finished, failed, cancelled"
                                        .formatted(word)))))
                .collect(Collectors.toSet());
    }

    void show(Context ctx, Caller caller, Deploy deploy) {
        Answers.json(ctx, 200, jsons.of(deploy));
    }

    void change(Context ctx, Caller caller, Deploy deploy) throws IOException {
        var input = Input.of(ctx);
        var status = input.textOrNull("status");
        input.check();
        if (status != null && !status.equals("cancelled")) {
            throw Invalid.fields(Map.of("status", "%s is not a valid choice".formatted(status)));
        }
        if (status != null) {
            caller.require(Right.DEPLOY, deploy.place());
        }
        Answers.json(ctx, 200, jsons.of(status == null ? deploy : deploys.cancel(deploy, caller.user())));
    }

    void kill(Context ctx, Caller caller, Deploy deploy) throws IOException {
        Input.of(ctx).check();
        Answers.json(ctx, 200, jsons.of(deploys.kill(deploy, caller.user())));
    }

    void retry(Context ctx, Caller caller, Deploy deploy) throws IOException, InterruptedException {
        var input = Input.of(ctx);
        var reason = input.textOrNull("reason");
        input.check();
        Answers.json(ctx, 201, jsons.of(deploys.retry(deploy, caller, reason)));
    }
}
