package dev.waybill.api.openapi;

import dev.waybill.api.input.Input;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Completes the schemas of the document: inherited fields, both spellings, forms. */
final class OpenApiSchemas {
    private final ObjectNode components;

    OpenApiSchemas(ObjectNode document) {
        this.components = (ObjectNode) document.get("components");
    }

    void complete() {
        var schemas = (ObjectNode) components.get("schemas");
        schemas.propertyStream().forEach(schema -> {
            var node = (ObjectNode) schema.getValue();
            var other = node.remove("x-fields-of");
            if (other != null) {
                addFields(node, (ObjectNode) schemas.get(other.asString()));
            }
            if (node.remove("x-both-spellings") != null) {
                addSpellings((ObjectNode) node.get("properties"));
            }
        });
        components.get("requestBodies").forEach(OpenApiSchemas::addForm);
    }

    private static void addFields(ObjectNode schema, ObjectNode other) {
        for (var list : List.of("required", "properties")) {
            var own = schema.get(list);
            switch (other.get(list)) {
                case ArrayNode names
                when own != null -> schema.set(list, names.deepCopy().addAll((ArrayNode) own));
                case ObjectNode fields
                when own != null -> schema.set(list, fields.deepCopy().setAll((ObjectNode) own));
                case null -> {} // nothing is required there
                default -> schema.set(list, other.get(list).deepCopy());
            }
        }
    }

    private static void addSpellings(ObjectNode properties) {
        for (var name : List.copyOf(properties.propertyNames())) {
            properties.set(Input.camelCase(name), properties.get(name));
        }
    }

    private static void addForm(JsonNode body) {
        var content = (ObjectNode) body.get("content");
        content.set("application/x-www-form-urlencoded", content.get("application/json"));
        content.set("multipart/form-data", content.get("application/json"));
    }
}
