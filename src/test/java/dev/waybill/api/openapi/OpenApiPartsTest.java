package dev.waybill.api.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class OpenApiPartsTest {
    private final ObjectNode document = json("""
            {"paths": {"/locks/": {"get": {}}}, "components": {"schemas": {"Lock": {}}}}""");

    @Test
    void part_addsItsPathsAndComponents() {
        OpenApiParts.add(document, "hosts", json("""
                {"paths": {"/hosts/": {}}, "components": {"schemas": {"Host": {}}, "parameters": {"host": {}}}}"""));

        assertThat(document).isEqualTo(json("""
                {"paths": {"/locks/": {"get": {}}, "/hosts/": {}},
                 "components": {"schemas": {"Lock": {}, "Host": {}}, "parameters": {"host": {}}}}"""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'paths': {'/locks/': {'put': {}}}}",
                "{'components': {'schemas': {'Lock': {}}}}",
            })
    void duplicatePathOrComponent_isRefused(String part) {
        assertThatThrownBy(() -> OpenApiParts.add(document, "hosts", json(part.replace('\'', '"'))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("/openapi/hosts.yaml describes ")
                .hasMessageContaining("which another part already describes");
    }

    @Test
    void anythingButPathsAndComponents_isRefused() {
        assertThatThrownBy(() -> OpenApiParts.add(document, "hosts", json("{\"tags\": []}")))
                .hasMessage("/openapi/hosts.yaml has \"tags\"; a part has only paths and components");
    }

    @Test
    void nounWithoutAPart_isRefused_beforeTheServerStarts() {
        assertThatThrownBy(() -> new OpenApi("http://127.0.0.1", List.of("apps", "freezes")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("src/main/resources/openapi/freezes.yaml does not exist");
    }

    private static ObjectNode json(String text) {
        return (ObjectNode) JsonMapper.shared().readTree(text);
    }
}
