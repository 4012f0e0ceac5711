package dev.waybill.checks.kinds;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a check wants to read.
 *
 * @param status null for any success
 * @param pointer a JSON pointer (RFC 6901); null if the status decides
 * @param values those that count as passed
 * @param pending those that count as under way
 */
record Expectation(@Nullable Integer status, @Nullable String pointer, Set<String> values, Set<String> pending) {
    static Expectation of(Map<String, Object> settings) {
        return new Expectation(
                settings.get("status") instanceof Number number ? number.intValue() : null,
                settings.get("json") instanceof String path ? pointer(path) : null,
                settings.get("value") == null ? Set.of("true") : texts(settings.get("value")),
                texts(settings.get("pending")));
    }

    /** Also of the usual ways to write a path: {@code $.build.state}, {@code build.0.state}. */
    private static String pointer(String path) {
        if (path.startsWith("/")) {
            return path;
        }
        var plain = path.startsWith("$.") ? path.substring(2) : path;
        return "/"
                + plain.replace("~", "~0")
                        .replace("/", "~1")
                        .replace('[', '.')
                        .replace("]", "")
                        .replace('.', '/');
    }

    private static Set<String> texts(@Nullable Object setting) {
        var list = setting instanceof List<?> several ? several : setting == null ? List.of() : List.of(setting);
        return list.stream().map(String::valueOf).collect(Collectors.toUnmodifiableSet());
    }
}
