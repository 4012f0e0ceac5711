package dev.waybill.api.routes;

import dev.waybill.store.Slice;
import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The requested part of a list. Lists are newest first, with descending ids, unless stated otherwise.
 *
 * @param before only entries with a smaller id, the last one of the previous page; null for the first page
 */
public record Page(@Nullable Long before, int limit) {
    private static final long DEFAULT = 25;
    private static final int LARGEST = 100;

    public static Page of(Context ctx) {
        return of(ctx, DEFAULT);
    }

    /** The maximum size, unless a smaller one was requested. */
    public static Page large(Context ctx) {
        return of(ctx, LARGEST);
    }

    private static Page of(Context ctx, long usual) {
        return new Page(
                Queries.number(ctx, "cursor", 0, Long.MAX_VALUE).orElse(null),
                Queries.number(ctx, "limit", 1, LARGEST).orElse(usual).intValue());
    }

    /**
     * Cuts a list to this page, and sets the header {@code Link} to the next one.
     *
     * @param found one more entry than the limit, if there is one; or the maximum of a list
     */
    public <T> List<T> cut(Context ctx, String url, Slice<T> found, ToLongFunction<T> id) {
        var isMore = found.rows().size() > limit;
        var shown = isMore ? found.rows().subList(0, limit) : found.rows();
        if (isMore || found.goesOn()) {
            ctx.header("Link", next(ctx, url, id.applyAsLong(shown.getLast())));
        }
        return shown;
    }

    /**
     * Cuts a list that is oldest first to the requested size and the maximum of an answer, and sets the header {@code Link} to
     * the rest.
     *
     * @param all with ascending ids
     */
    public static <T> List<T> onward(
            Context ctx, String url, List<T> all, ToLongFunction<T> id, ToLongFunction<T> weight) {
        var after = Queries.number(ctx, "cursor", 0, Long.MAX_VALUE).orElse(0L);
        var most = Queries.number(ctx, "limit", 1, LARGEST)
                .orElse((long) Integer.MAX_VALUE)
                .intValue();
        var found = all.stream().filter(it -> id.applyAsLong(it) > after).toList();
        var shown = Slice.of(found, most, weight);
        if (shown.goesOn()) {
            ctx.header("Link", next(ctx, url, id.applyAsLong(shown.rows().getLast())));
        }
        return shown.rows();
    }

    private static String next(Context ctx, String url, long last) {
        var others = ctx.queryParamMap().entrySet().stream()
                .filter(parameter -> !parameter.getKey().equals("cursor"))
                .flatMap(parameter -> parameter.getValue().stream()
                        .map(value -> encoded(parameter.getKey()) + "=" + encoded(value) + "&"))
                .collect(Collectors.joining());
        return "<%s%s?%scursor=%d>; rel=\"next\"".formatted(url, ctx.path(), others, last);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
