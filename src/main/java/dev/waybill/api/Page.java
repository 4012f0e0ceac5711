package dev.waybill.api;

import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is asked for. Lists go from the newest to the oldest, and their ids do, too.
 *
 * @param before only what has a smaller id: where the page before ended; null for the first page
 */
record Page(@Nullable Long before, int limit) {
    private static final long DEFAULT = 25;
    private static final int LARGEST = 100;

    static Page of(Context ctx) {
        return new Page(
                Queries.number(ctx, "cursor", 0, Long.MAX_VALUE).orElse(null),
                Queries.number(ctx, "limit", 1, LARGEST).orElse(DEFAULT).intValue());
    }

    /**
     * Leaves what belongs on this page, and says in the header {@code Link} where the next is.
     *
     * @param found one more than the limit, if there is one more
     */
    <T> List<T> cut(Context ctx, String url, List<T> found, ToLongFunction<T> id) {
        if (found.size() <= limit) {
            return found;
        }
        ctx.header("Link", next(ctx, url, id.applyAsLong(found.get(limit - 1))));
        return found.subList(0, limit);
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
