package dev.waybill.api.input;

import dev.waybill.apps.config.text.Literal;
import dev.waybill.errors.Excerpt;
import dev.waybill.errors.Invalid;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.DoubleNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads JSON and keeps the spelling of numbers, as {@link Literal}: version 1.10 is not 1.1. */
public final class JsonReader {
    /** No field needs deeper nesting, and it could not be displayed. */
    private static final JsonMapper SHALLOW = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(64).build())
                    .build())
            .build();

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private JsonReader() {}

    /**
     * Null if the text is not a single JSON document.
     *
     * @throws Invalid if an object has a key twice, because parsers disagree which one counts
     */
    public static @Nullable JsonNode read(String text) {
        try (var parser = SHALLOW.createParser(text)) {
            if (parser.nextToken() == null) {
                return null;
            }
            var node = node(parser);
            return parser.nextToken() == null ? node : null;
        } catch (JacksonException e) {
            return null;
        }
    }

    private static JsonNode node(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getString());
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL -> NODES.nullNode();
            default -> NODES.stringNode(parser.getString());
        };
    }

    private static ObjectNode object(JsonParser parser) {
        var object = NODES.objectNode();
        for (var name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            if (object.has(name)) {
                throw new Invalid(
                        "invalid_body", "The JSON has the key \"%s\" twice in one object".formatted(Excerpt.of(name)));
            }
            object.set(name, node(parser));
        }
        return object;
    }

    private static ArrayNode array(JsonParser parser) {
        var array = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(node(parser));
        }
        return array;
    }

    private static JsonNode number(String text) {
        return switch (Literal.of(text)) {
            case Literal literal -> new Written(literal);
            case Integer whole -> NODES.numberNode((int) whole);
            case Long whole -> NODES.numberNode((long) whole);
            case Number other -> NODES.numberNode(other.doubleValue());
        };
    }

    /** A number whose value would be printed differently. */
    private static final class Written extends DoubleNode {
        private static final long serialVersionUID = 1;

        private final Literal literal;

        Written(Literal literal) {
            super(literal.doubleValue());
            this.literal = literal;
        }

        @Override
        public Number numberValue() {
            return literal;
        }

        @Override
        protected String _asString() {
            return literal.toString();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Written written && written.literal.equals(literal);
        }

        @Override
        public int hashCode() {
            return literal.hashCode();
        }
    }
}
