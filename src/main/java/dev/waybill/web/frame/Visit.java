package dev.waybill.web.frame;

import dev.waybill.access.Caller;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One look at a page: everything that the page may depend on, apart from the state of the server. A page that is kept live is
 * shown again for the same visit, so nothing here belongs to a request.
 *
 * @param path the path of the page
 * @param names the variable parts of the path, by name
 * @param query the parameters of the URL, by name
 */
public record Visit(String path, Map<String, String> names, Map<String, List<String>> query, Caller caller) {
    static Visit of(Context ctx, Caller caller) {
        return new Visit(ctx.path(), Map.copyOf(ctx.pathParamMap()), Map.copyOf(ctx.queryParamMap()), caller);
    }

    /** A variable part of the path. */
    public String name(String name) {
        return Objects.requireNonNull(names.get(name), name);
    }

    /** A parameter of the URL; empty if it is missing or blank. */
    public Optional<String> query(String name) {
        return query.getOrDefault(name, List.of()).stream()
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    /** All values of a parameter that may be repeated. */
    public List<String> all(String name) {
        return query.getOrDefault(name, List.of());
    }
}
