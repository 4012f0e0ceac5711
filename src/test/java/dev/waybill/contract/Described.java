package dev.waybill.contract;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An operation of the document.
 *
 * @param path as the document writes it
 * @param pattern what the paths of its requests look like, with a group for each parameter
 * @param pointer where in the document it stands
 */
public record Described(
        String method, String path, Pattern pattern, String pointer, JsonNode operation, List<Parameter> parameters) {
    private static final Pattern PARAMETER = Pattern.compile("\\{(.*?)}");

    /** @param pointer where its schema stands */
    public record Parameter(String name, String in, String pointer, JsonNode schema) {}

    /** What stands behind a {@code $ref}, and where; the node itself if it is none. */
    record Found(String pointer, JsonNode node) {
        static Found at(JsonNode document, String pointer) {
            var node = document.at(pointer);
            return node.has("$ref") ? at(document, node.get("$ref").asString().substring(1)) : new Found(pointer, node);
        }
    }

    /** Every operation of a document. */
    public static List<Described> all(JsonNode document) {
        var all = new ArrayList<Described>();
        document.get("paths").properties().forEach(path -> {
            var at = "/paths/" + path.getKey().replace("/", "~1");
            path.getValue().properties().stream()
                    .filter(it -> it.getValue().isObject())
                    .forEach(it -> all.add(new Described(
                            it.getKey().toUpperCase(Locale.ROOT),
                            path.getKey(),
                            pattern(path.getKey()),
                            at + "/" + it.getKey(),
                            it.getValue(),
                            parameters(document, at, at + "/" + it.getKey()))));
        });
        return all;
    }

    private static Pattern pattern(String path) {
        var plain = path.replaceFirst("/$", "").replace(".", "\\.");
        return Pattern.compile(PARAMETER.matcher(plain).replaceAll("(?<$1>[^/]+)") + "/?");
    }

    private static List<Parameter> parameters(JsonNode document, String... owners) {
        var parameters = new ArrayList<Parameter>();
        for (var owner : owners) {
            for (var i = 0; i < document.at(owner + "/parameters").size(); i++) {
                var found = Found.at(document, "%s/parameters/%d".formatted(owner, i));
                parameters.add(new Parameter(
                        found.node().get("name").asString(),
                        found.node().get("in").asString(),
                        found.pointer() + "/schema",
                        found.node().get("schema")));
            }
        }
        return parameters;
    }

    /** The one that a request is for: of several, the one that says more in plain words. */
    public static Optional<Described> of(List<Described> all, String method, String path) {
        return all.stream()
                .filter(it -> it.method.equals(method) && it.values(path) != null)
                .max(Comparator.comparing(
                        it -> PARAMETER.matcher(it.path).replaceAll("").length()));
    }

    /** What a path has for each parameter; null if it is not of this operation. */
    @Nullable
    Map<String, String> values(String requested) {
        var matcher = pattern.matcher(requested);
        if (!matcher.matches()) {
            return null;
        }
        var values = new HashMap<String, String>();
        pattern.namedGroups().keySet().forEach(name -> values.put(name, matcher.group(name)));
        return values;
    }

    public String id() {
        return operation.get("operationId").asString();
    }

    /** The schema of what its body may be. */
    public static JsonNode body(JsonNode document, Described operation) {
        var body = Found.at(document, operation.pointer() + "/requestBody");
        return Found.at(document, body.pointer() + "/content/application~1json/schema")
                .node();
    }

    /** The fields that its body may have; none if it has no body. */
    public static JsonNode fields(JsonNode document, Described operation) {
        var schema = body(document, operation);
        return schema.has("allOf")
                ? Found.at(document, schema.at("/allOf/0/$ref").asString().substring(1))
                        .node()
                        .get("properties")
                : schema.path("properties");
    }
}
