package dev.waybill.api.openapi;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Expands the paths of the document: the routes of a deploy exist under each of its names. */
final class OpenApiPaths {
    private static final String DEPLOYS = "/deploys/";
    private static final String DEPLOY = DEPLOYS + "{deploy}/";

    /**
     * A way to name a deploy, or all of them.
     *
     * @param suffix makes the ids of operations unique
     */
    private record Name(String path, String suffix, List<String> parameters) {}

    private static final List<Name> ALL =
            List.of(new Name(DEPLOYS, "", List.of()), new Name("/tasks/", "ByOldName", List.of()));

    private static final List<Name> ONE = List.of(
            new Name("/deploys/{id}/", "", List.of("id")),
            new Name("/deploys/{app}/{env}/{number}/", "ByNumber", List.of("app", "env", "number")),
            new Name("/tasks/{id}/", "ByOldName", List.of("id")),
            new Name("/tasks/{app}/{env}/{number}/", "ByOldNameAndNumber", List.of("app", "env", "number")));

    private OpenApiPaths() {}

    static ObjectNode expanded(ObjectNode paths) {
        var expanded = paths.objectNode();
        paths.properties().forEach(path -> {
            if (path.getKey().startsWith(DEPLOY)) {
                ONE.forEach(name -> add(expanded, name, path.getKey().substring(DEPLOY.length()), path.getValue()));
            } else if (path.getKey().equals(DEPLOYS)) {
                ALL.forEach(name -> add(expanded, name, "", path.getValue()));
            } else {
                expanded.set(path.getKey(), path.getValue());
            }
        });
        return expanded;
    }

    private static void add(ObjectNode expanded, Name name, String below, JsonNode path) {
        var copy = (ObjectNode) path.deepCopy();
        copy.forEach(operation -> ((ObjectNode) operation)
                .put("operationId", operation.get("operationId").asString() + name.suffix()));
        if (!name.parameters().isEmpty()) {
            var parameters = copy.putArray("parameters");
            name.parameters()
                    .forEach(parameter -> parameters.addObject().put("$ref", "#/components/parameters/" + parameter));
        }
        expanded.set(name.path() + below, copy);
    }
}
