package dev.waybill.forge.fake;

import dev.waybill.contract.Schemas;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The document that a code host publishes about its API: what it says against a request, or against an answer of its fake. */
final class OpenApiDocument {
    private final JsonNode document;
    private final Schemas requests;
    private final Schemas answers;

    private OpenApiDocument(JsonNode document) {
        this.document = document;
        this.requests = new Schemas(document);
        this.answers = new Schemas(lenient(document.deepCopy()));
    }

    static OpenApiDocument of(String resource) {
        try (var in = Objects.requireNonNull(OpenApiDocument.class.getResourceAsStream("/forge/" + resource))) {
            return new OpenApiDocument(JsonMapper.shared().readTree(in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A fake may leave fields out and play values that are yet to be invented; it must not misspell a field. */
    private static JsonNode lenient(JsonNode node) {
        node.forEach(OpenApiDocument::lenient);
        if (node instanceof ObjectNode schema) {
            schema.remove(List.of("required", "enum", "format"));
            if (schema.has("oneOf")) {
                schema.set("anyOf", schema.remove("oneOf"));
            }
            if (schema.path("nullable").asBoolean(false) && schema.has("type")) {
                var type = schema.get("type").asString();
                schema.putArray("type").add(type).add("null");
            }
        }
        return node;
    }

    private record Operation(String path, String pointer, JsonNode node) {
        boolean isAt(List<String> segments) {
            var own = path.substring(1).split("/");
            return own.length == segments.size()
                    && Stream.iterate(0, i -> i < own.length, i -> i + 1)
                            .allMatch(i -> own[i].startsWith("{") || own[i].equals(segments.get(i)));
        }

        String value(String parameter, List<String> segments) {
            return segments.get(List.of(path.substring(1).split("/")).indexOf("{" + parameter + "}"));
        }
    }

    private Optional<Operation> operation(Call call) {
        var method = call.method().toLowerCase(Locale.ROOT);
        return document.get("paths").properties().stream()
                .filter(it -> it.getValue().has(method))
                .map(it -> new Operation(
                        it.getKey(),
                        "/paths/%s/%s".formatted(it.getKey().replace("/", "~1"), method),
                        it.getValue().get(method)))
                .filter(it -> it.isAt(call.segments()))
                .findFirst();
    }

    /** What is wrong with a request; empty if nothing is. */
    List<String> objections(Call call) {
        var operation = operation(call);
        if (operation.isEmpty()) {
            return List.of("there is no " + call);
        }
        var found = new ArrayList<>(objectionsToParameters(operation.get(), call));
        var body = operation.get().node().path("requestBody");
        if (call.json().isMissingNode() ? body.path("required").asBoolean(false) : body.isMissingNode()) {
            found.add(call + " has a body, or none, against the document");
        } else if (!call.json().isMissingNode()) {
            var schema = operation.get().pointer() + "/requestBody/content/application~1json/schema";
            requests.objections(schema, call.json()).forEach(it -> found.add(call + ": " + it));
            unknownFields(call, document.at(schema)).forEach(found::add);
        }
        return found;
    }

    private static Stream<String> unknownFields(Call call, JsonNode schema) {
        return call.json()
                .propertyStream()
                .map(Map.Entry::getKey)
                .filter(name ->
                        schema.has("properties") && !schema.get("properties").has(name))
                .map(name -> call + " has a field " + name);
    }

    private List<String> objectionsToParameters(Operation operation, Call call) {
        var found = new ArrayList<String>();
        var left = new ArrayList<>(call.query().keySet());
        for (var i = 0; i < operation.node().path("parameters").size(); i++) {
            var pointer = parameter(operation, i);
            var parameter = document.at(pointer);
            var name = parameter.get("name").asString();
            left.remove(name);
            var value = parameter.get("in").asString().equals("path")
                    ? operation.value(name, call.segments())
                    : call.query().get(name);
            if (value != null) {
                var text = JsonMapper.shared().getNodeFactory().stringNode(value);
                requests.objectionsToText(pointer + "/schema", text).forEach(it -> found.add(call + ": " + it));
            } else if (parameter.path("required").asBoolean(false)) {
                found.add(call + " lacks " + name);
            }
        }
        left.forEach(name -> found.add(call + " has a parameter " + name));
        return found;
    }

    private String parameter(Operation operation, int index) {
        var pointer = "%s/parameters/%d".formatted(operation.pointer(), index);
        var reference = document.at(pointer).path("$ref").asString("");
        return reference.isEmpty() ? pointer : reference.substring(1);
    }

    /** What is wrong with an answer of a fake; statuses that the document does not name are possible everywhere. */
    List<String> objections(Call call, Reply reply) {
        var operation = operation(call);
        if (operation.isEmpty() || reply.status() >= 300) {
            return List.of();
        }
        var answer = operation.get().pointer() + "/responses/" + reply.status();
        if (!document.at(answer).isObject()) {
            return List.of("the document knows no status %d of %s".formatted(reply.status(), call));
        }
        var schema = answer + "/content/application~1json/schema";
        return answers.objections(schema, JsonMapper.shared().readTree(reply.body())).stream()
                .map(it -> "the fake's answer to %s: %s".formatted(call, it))
                .toList();
    }
}
