package dev.waybill.api.routes;

import dev.waybill.access.Caller;
import dev.waybill.http.Answers;
import dev.waybill.http.Conditional;
import dev.waybill.http.Piece;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The header {@code If-Match} (RFC 9110, section 13.1.1): change something only if it is still what the client saw. Compared
 * with the ETag of GET on the same path. Immutable.
 */
public final class IfMatch {
    private final Map<String, Route> readers;

    public IfMatch(List<Route> table) {
        readers = table.stream()
                .filter(route -> route.method().equals("GET"))
                .collect(Collectors.toMap(Route::path, Function.identity()));
    }

    /** @throws HttpResponseException with status 412 if the resource has changed, or the path has no GET */
    public void check(Context ctx, Caller caller, Route route) throws Exception {
        if (isGiven(ctx) && !route.method().equals("GET")) {
            require(ctx, tag(ctx, caller, readers.get(route.path())));
        }
    }

    /** Whether the request names an ETag; {@code *} matches anything. */
    public static boolean isGiven(Context ctx) {
        var wanted = ctx.header("If-Match");
        return wanted != null && !wanted.strip().equals("*");
    }

    /**
     * Checks again within the change itself, because others may have changed the resource meanwhile.
     *
     * @param now what GET would answer
     * @throws HttpResponseException with status 412 if the resource has changed
     */
    public static void check(Context ctx, Object now) {
        if (isGiven(ctx)) {
            require(ctx, Piece.of(JsonMapper.shared().writeValueAsBytes(now)).tag());
        }
    }

    /** The same for JSON that is already written. */
    public static void checkWritten(Context ctx, Piece now) {
        if (isGiven(ctx)) {
            require(ctx, now.tag());
        }
    }

    private static void require(Context ctx, @Nullable String tag) {
        if (tag == null) {
            throw new HttpResponseException(
                    412, "Nothing was done: this path has no GET, so it has no ETag for If-Match");
        }
        if (!Conditional.names(String.valueOf(ctx.header("If-Match")), tag)) {
            throw changed();
        }
    }

    /** For a change that only the transaction sees. */
    public static HttpResponseException changed() {
        return new HttpResponseException(
                412,
                "Nothing was done: the resource has changed since the response that If-Match names; read it again");
    }

    /** The present ETag of the path; null if it has no GET. */
    private static @Nullable String tag(Context ctx, Caller caller, @Nullable Route reader) throws Exception {
        if (reader == null) {
            return null;
        }
        reader.endpoint().handle(ctx, caller);
        var tag = Answers.tagOf(ctx);
        ctx.result("").status(200);
        return tag;
    }
}
