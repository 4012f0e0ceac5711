package dev.waybill.forge.fake;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A request that a fake code host received.
 *
 * @param path as it was sent, without its query
 * @param headers by their names in lower case
 */
public record Call(String method, String path, Map<String, String> query, Map<String, String> headers, String body) {
    static Call of(HttpExchange exchange) throws IOException {
        var headers = new HashMap<String, String>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
        var uri = exchange.getRequestURI();
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        return new Call(exchange.getRequestMethod(), uri.getRawPath(), query(uri), headers, body);
    }

    private static Map<String, String> query(URI uri) {
        var query = new LinkedHashMap<String, String>();
        var text = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        Stream.of(text.split("&")).filter(pair -> !pair.isEmpty()).forEach(pair -> {
            var parts = pair.split("=", 2);
            query.put(decoded(parts[0]), parts.length == 2 ? decoded(parts[1]) : "");
        });
        return query;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** The same request for another path. */
    Call at(String other) {
        return new Call(method, other, query, headers, body);
    }

    /** The parts of the path, decoded. */
    List<String> segments() {
        return Stream.of(path.substring(1).split("/", -1))
                .map(part -> decoded(part.replace("+", "%2B")))
                .toList();
    }

    /** A header; empty if it is missing. */
    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** The body; missing if there is none. */
    public JsonNode json() {
        return body.isEmpty()
                ? JsonMapper.shared().missingNode()
                : JsonMapper.shared().readTree(body);
    }

    /** The token of the header {@code Authorization}; empty if there is none. */
    public String token() {
        return header("authorization").replaceFirst("(?i)^(bearer|token) +", "");
    }

    int number(String parameter, int otherwise) {
        return Integer.parseInt(query.getOrDefault(parameter, Integer.toString(otherwise)));
    }

    /** Such as {@code "GET /repos/acme/shop?page=2"}. */
    @Override
    public String toString() {
        var pairs = new ArrayList<String>();
        query.forEach((name, value) -> pairs.add(name + "=" + value));
        return method + " " + path + (pairs.isEmpty() ? "" : "?" + String.join("&", pairs));
    }
}
