package dev.waybill.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Once a lambda's {@code node} hid the field {@code node}, and {@code node.id().equals(node.id())} was true of every node. */
class SourceRulesTest {
    @ParameterizedTest
    @ValueSource(strings = {"src/main/java", "src/test/java"})
    void theSourcesKeepTheRules(String root) throws IOException {
        assertThat(SourceRules.broken(Path.of(root))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "boolean knows(List<Node> all) { return all.stream().anyMatch(node -> node.isUp()); }",
                "boolean knows(Node node) { return node.isUp(); }",
                "boolean knows(Object o) { return o instanceof Node node && node.isUp(); }",
                "boolean knows() { for (var node : NODES) { if (node.isUp()) return true; } return false; }",
                "static Object first(List<Node> all) { var NODES = all; return NODES; }",
                "Object twin() { return new Object() { boolean knows(Node node) { return node.isUp(); } }; }"
            })
    void aNameThatHidesAField_isFound(String method) {
        assertThat(SourceRules.brokenIn("class Nodes { static List<Node> NODES; Node node; " + method + " }"))
                .singleElement()
                .asString()
                .containsPattern("(node|NODES) hides the field of that name");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Nodes(Node node) { this.node = node; }",
                "void start(Node node) { this.node = node; }",
                "static boolean isUp(Node node) { return node.isUp(); }",
                "record Place(Node node) { boolean holds(Node other) { return other.equals(node); } }",
                "static class Inner { boolean isUp(Node node) { return node.isUp(); } }"
            })
    void aNameThatCannotMeanTheField_isNot(String member) {
        assertThat(SourceRules.brokenIn("class Nodes { Node node; " + member + " }"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "node.id().equals(node.id())",
                "Objects.equals(node.id(), node.id())",
                "node.id() == node.id()",
                "node.id().compareTo(node.id()) == 0",
                "node.id() != node.id()"
            })
    void aValueComparedWithItself_isFound(String comparison) {
        assertThat(SourceRules.brokenIn("class Nodes { Node node; boolean isIt() { return " + comparison + "; } }"))
                .singleElement()
                .asString()
                .contains("compared with itself");
    }

    @Test
    void twoValuesCompared_areNot() {
        assertThat(SourceRules.brokenIn("class Nodes { boolean is(Node a, Node b) { return a.id().equals(b.id()); } }"))
                .isEmpty();
    }
}
