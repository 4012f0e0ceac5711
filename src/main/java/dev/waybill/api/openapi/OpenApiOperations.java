package dev.waybill.api.openapi;

import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Completes the operations of the document: shared answers, error schemas, examples. */
final class OpenApiOperations {
    private static final String JSON = "application/json";

    private final ObjectNode document;
    private final JsonNode common;
    private final JsonNode examples;

    OpenApiOperations(ObjectNode document, JsonNode examples) {
        this.document = document;
        this.common = document.get("x-common");
        this.examples = examples;
    }

    void complete() {
        document.get("paths")
                .forEach(path -> path.propertyStream()
                        .filter(operation -> operation.getValue().isObject())
                        .forEach(operation -> complete(operation.getKey(), (ObjectNode) operation.getValue())));
    }

    private void complete(String method, ObjectNode operation) {
        var hasBody = operation.has("requestBody");
        var isOpen = operation.has("security");
        if (!isOpen) {
            add(operation, "always");
            operation.put(
                    "description",
                    "%s\nRequires the permission `%s`%s."
                            .formatted(
                                    operation.path("description").asString("").strip(),
                                    operation.get("x-right").asString(),
                                    operation.has("x-everywhere") ? " for the server as a whole" : "")
                            .strip());
        }
        if (hasBody) {
            add(operation, "withBody");
        }
        if (!method.equals("get")) {
            add(operation, "changing");
            operation.withArray("/parameters").add(reference("parameters/ifMatch"));
        }
        operation.remove("x-everywhere");
        var answer = operation.at("/responses/200");
        if (method.equals("get") && answer.path("content").has(JSON)) {
            add(operation, "reading");
            withObject((ObjectNode) answer, "headers").set("ETag", reference("headers/ETag"));
            operation.withArray("/parameters").add(reference("parameters/ifNoneMatch"));
        }
        sort(operation);
        operation.get("responses").propertyStream().forEach(response -> finish(operation, response));
    }

    private void add(ObjectNode operation, String group) {
        var responses = withObject(operation, "responses");
        common.get(group).properties().forEach(shared -> {
            var own = responses.get(shared.getKey());
            if (own == null) {
                responses.set(shared.getKey(), shared.getValue().deepCopy());
            } else {
                join((ObjectNode) own, shared.getValue());
            }
        });
    }

    private static void join(ObjectNode own, JsonNode shared) {
        var words = own.get("description").asString().strip();
        own.put("description", words + "\n" + shared.get("description").asString());
        own.withArray("/x-errors").addAll(shared.get("x-errors").valueStream().toList());
    }

    private static void sort(ObjectNode operation) {
        var sorted = new TreeMap<String, JsonNode>();
        operation.get("responses").properties().forEach(it -> sorted.put(it.getKey(), it.getValue()));
        operation.putObject("responses").setAll(sorted);
    }

    private void finish(ObjectNode operation, Map.Entry<String, JsonNode> response) {
        var node = (ObjectNode) response.getValue();
        var words = node.remove("x-errors");
        if (words != null) {
            var schema = withObject(withObject(withObject(node, "content"), JSON), "schema");
            var parts = schema.putArray("allOf");
            parts.add(reference("schemas/Error"));
            parts.addObject().putObject("properties").putObject("error_name").set("enum", words);
        }
        node.path("content")
                .propertyStream()
                .forEach(content -> addExample(operation, response.getKey(), content.getKey(), content.getValue()));
    }

    private void addExample(ObjectNode operation, String status, String type, JsonNode content) {
        var id = operation.get("operationId").asString();
        var example = examples.path(id).get(type.equals(JSON) ? status : status + " " + type);
        if (example == null) {
            return;
        }
        var name = "%s-%s%s".formatted(id, status, type.equals(JSON) ? "" : "-" + type.replace('/', '-'));
        withObject(withObject((ObjectNode) document.get("components"), "examples"), name)
                .set("value", example);
        withObject((ObjectNode) content, "examples").set("recorded", reference("examples/" + name));
    }

    private static ObjectNode withObject(ObjectNode node, String name) {
        return node.has(name) ? (ObjectNode) node.get(name) : node.putObject(name);
    }

    private ObjectNode reference(String to) {
        return document.objectNode().put("$ref", "#/components/" + to);
    }
}
