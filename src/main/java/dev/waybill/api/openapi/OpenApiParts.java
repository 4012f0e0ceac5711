package dev.waybill.api.openapi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Merges the parts of the document: {@code openapi/common.yaml}, and one file for each noun. */
final class OpenApiParts {
    private OpenApiParts() {}

    static void requireExists(String noun) {
        if (OpenApi.class.getResource(resource(noun)) == null) {
            throw new IllegalStateException(
                    "src/main/resources%s does not exist; describe the routes of this noun there"
                            .formatted(resource(noun)));
        }
    }

    static ObjectNode merged(List<String> nouns) {
        var document = read("common");
        nouns.forEach(noun -> add(document, noun, read(noun)));
        return document;
    }

    /** @throws IllegalStateException if the document already has a path or component of the part */
    static void add(ObjectNode document, String noun, ObjectNode part) {
        part.properties().forEach(section -> {
            switch (section.getKey()) {
                case "paths" -> addAll(document.withObjectProperty("paths"), noun, section.getValue());
                case "components" -> {
                    var components = document.withObjectProperty("components");
                    section.getValue()
                            .properties()
                            .forEach(kind ->
                                    addAll(components.withObjectProperty(kind.getKey()), noun, kind.getValue()));
                }
                default ->
                    throw new IllegalStateException("%s has \"%s\"; a part has only paths and components"
                            .formatted(resource(noun), section.getKey()));
            }
        });
    }

    private static void addAll(ObjectNode all, String noun, JsonNode added) {
        added.properties().forEach(it -> {
            if (all.putIfAbsent(it.getKey(), it.getValue()) != null) {
                throw new IllegalStateException(
                        "%s describes %s, which another part already describes".formatted(resource(noun), it.getKey()));
            }
        });
    }

    private static ObjectNode read(String noun) {
        var resource = resource(noun);
        var settings = LoadSettings.builder().setLabel(resource).build();
        try (var in = OpenApi.class.getResourceAsStream(resource)) {
            return JsonMapper.shared()
                    .valueToTree(new Load(settings).loadFromInputStream(Objects.requireNonNull(in, resource)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String resource(String noun) {
        return "/openapi/%s.yaml".formatted(noun);
    }
}
