package dev.waybill.api.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.waybill.access.Right;
import dev.waybill.deploys.Outcome;
import dev.waybill.wire.Status;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the document says of answers is what the records of {@code wire} hold. */
class OpenApiSchemasTest {
    /** Records whose name is a word that is put before another. */
    private static final Map<String, String> NAMES =
            Map.of("Short", "AppShort", "Made", "TokenMade", "Taken", "LockTaken", "Released", "LockReleased");

    private static final Map<Class<?>, String> TYPES = Map.ofEntries(
            Map.entry(String.class, "string"),
            Map.entry(int.class, "integer"),
            Map.entry(Integer.class, "integer"),
            Map.entry(long.class, "integer"),
            Map.entry(Long.class, "integer"),
            Map.entry(Double.class, "number"),
            Map.entry(double.class, "number"),
            Map.entry(boolean.class, "boolean"),
            Map.entry(List.class, "array"),
            Map.entry(Map.class, "object"));

    private static final JsonNode DOCUMENT =
            JsonMapper.shared().readTree(new OpenApi("http://127.0.0.1", Nouns.all()).json());
    private static final JsonNode SCHEMAS = DOCUMENT.at("/components/schemas");

    @TestFactory
    Stream<DynamicTest> everyRecord_isASchema() {
        return new ClassFileImporter()
                .importPackages("dev.waybill.wire").stream()
                        .filter(JavaClass::isRecord)
                        .map(JavaClass::reflect)
                        .map(type -> dynamicTest(name(type), () -> compare(type, SCHEMAS.path(name(type)))));
    }

    private static String name(Class<?> type) {
        var name = type.getSimpleName();
        return NAMES.getOrDefault(name, name.replaceFirst("Json$", ""));
    }

    private static void compare(Class<?> type, JsonNode schema) {
        var components = Arrays.asList(type.getRecordComponents());
        var fields = components.stream().map(RecordComponent::getName).toList();

        assertThat(schema.path("properties").propertyNames())
                .as("fields of schema %s in openapi/*.yaml, seen from %s", name(type), type)
                .containsExactlyInAnyOrderElementsOf(fields);
        assertThat(schema.path("required").valueStream().map(JsonNode::asString))
                .as("what %s always has", name(type))
                .containsExactlyInAnyOrderElementsOf(fields);
        assertThat(components)
                .allSatisfy(it -> compare(it, schema.get("properties").get(it.getName())));
    }

    private static void compare(RecordComponent component, JsonNode field) {
        var types = types(field);
        if (types.isEmpty()) {
            assertThat(component.getType()).as("%s", component).isEqualTo(Object.class);
            return;
        }
        assertThat(types.contains("null"))
                .as("%s may be null", component)
                .isEqualTo(component.getAnnotatedType().isAnnotationPresent(Nullable.class));
        var type = component.getType();
        if (type.isRecord()) {
            assertThat(field.toString()).contains("#/components/schemas/%s\"".formatted(name(type)));
        } else if (type != Object.class) {
            assertThat(types).as("%s", component).contains(TYPES.get(type));
        }
    }

    /** What a field may be; empty for anything. */
    private static List<String> types(JsonNode field) {
        if (field.has("$ref")) {
            return types(DOCUMENT.at(field.get("$ref").asString().substring(1)));
        }
        if (field.has("anyOf")) {
            return field.get("anyOf")
                    .valueStream()
                    .flatMap(it -> types(it).stream())
                    .toList();
        }
        var type = field.path("type");
        return type.isArray()
                ? type.valueStream().map(JsonNode::asString).toList()
                : type.isString() ? List.of(type.asString()) : List.of();
    }

    @Test
    void words_areThoseOfTheServer() {
        assertThat(words("/Status/enum"))
                .containsExactlyElementsOf(
                        Arrays.stream(Status.values()).map(Status::word).toList());
        assertThat(words("/Right/enum"))
                .containsExactlyInAnyOrderElementsOf(
                        Right.GRANTABLE.stream().map(Right::word).toList());
        assertThat(words("/Deploy/properties/outcome/enum"))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Outcome.values()).map(Outcome::word).toList());
    }

    private static List<String> words(String pointer) {
        return SCHEMAS.at(pointer)
                .valueStream()
                .filter(JsonNode::isString)
                .map(JsonNode::asString)
                .toList();
    }
}
