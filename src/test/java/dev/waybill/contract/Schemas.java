package dev.waybill.contract;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The schemas of an OpenAPI document, by where they stand in it. Safe from many threads. */
public final class Schemas {
    private static final String DOCUMENT = "urn:openapi";

    private final Parts strict;
    /** Takes text for a number where it says one: what is in a query or a form is text. */
    private final Parts lenient;

    public Schemas(JsonNode document) {
        var closed = document.deepCopy();
        close(closed.at("/components/schemas"));
        closed.get("paths").forEach(path -> path.forEach(operation -> close(operation.path("responses"))));
        this.strict = Parts.of(closed.toString(), false);
        this.lenient = Parts.of(closed.toString(), true);
    }

    /** An answer may have no other fields than those described, here: clients must let new ones pass, the document must not. */
    private static void close(JsonNode node) {
        node.forEach(Schemas::close);
        if (node instanceof ObjectNode schema && schema.path("properties").isObject() && schema.has("type")) {
            schema.putIfAbsent("additionalProperties", schema.booleanNode(false));
        }
    }

    /** The schemas in one document, each of which is looked for once: a registry reads the whole document again for each. */
    private record Parts(Schema document, Map<String, Schema> found) {
        static Parts of(String document, boolean lenient) {
            var config = SchemaRegistryConfig.builder().typeLoose(lenient).build();
            var registry = SchemaRegistry.withDialect(
                    Dialects.getDraft202012(),
                    builder -> builder.schemas(Map.of(DOCUMENT, document)).schemaRegistryConfig(config));
            return new Parts(registry.getSchema(SchemaLocation.of(DOCUMENT)), new ConcurrentHashMap<>());
        }

        List<Error> objections(String pointer, JsonNode value) {
            return found.computeIfAbsent(pointer, this::find).validate(value);
        }

        private Schema find(String pointer) {
            return document.getRefSchema(
                    SchemaLocation.Fragment.of("#" + pointer.replace("{", "%7B").replace("}", "%7D")));
        }
    }

    public List<Error> objections(String pointer, JsonNode value) {
        return strict.objections(pointer, value);
    }

    /** What is wrong with a value of a query or a form, which is text. */
    public List<Error> objectionsToText(String pointer, JsonNode value) {
        return lenient.objections(pointer, value);
    }

    List<Error> objections(Described.Parameter parameter, List<String> values) {
        var node = parameter.schema().path("type").asString("").equals("array")
                ? JsonMapper.shared().valueToTree(values)
                : JsonMapper.shared().getNodeFactory().stringNode(values.getLast());
        return objectionsToText(parameter.pointer(), node);
    }
}
