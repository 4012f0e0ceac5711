package dev.waybill.apps;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A node of a YAML document that knows where it stands: its path from the root and its line, from 1. */
sealed interface YamlNode {
    record Scalar(String path, int line, String value, boolean isNull, boolean isNumber) implements YamlNode {}

    record MapNode(String path, int line, Map<String, YamlNode> entries) implements YamlNode {}

    record ListNode(String path, int line, List<YamlNode> items) implements YamlNode {}

    String path();

    int line();

    /** @throws Unreadable if this is no YAML */
    static YamlNode parse(String text) {
        try {
            var settings = LoadSettings.builder().setAllowDuplicateKeys(false).build();
            var root = new Compose(settings).composeString(text);
            return root.map(node -> of("", node)).orElseGet(() -> new Scalar("", 1, "", true, false));
        } catch (YamlEngineException e) {
            throw new Unreadable("is not YAML: " + e.getMessage());
        }
    }

    private static YamlNode of(String path, Node node) {
        var line = node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
        return switch (node) {
            case MappingNode map -> {
                var entries = new LinkedHashMap<String, YamlNode>();
                for (var tuple : map.getValue()) {
                    if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                        throw new Unreadable("%s, line %d: a key must be a word".formatted(path, line));
                    }
                    if (entries.put(
                                    key.getValue(),
                                    of(
                                            path.isEmpty() ? key.getValue() : path + "." + key.getValue(),
                                            tuple.getValueNode()))
                            != null) {
                        throw new Unreadable("%s, line %d: \"%s\" stands twice".formatted(path, line, key.getValue()));
                    }
                }
                yield new MapNode(path, line, entries);
            }
            case SequenceNode list ->
                new ListNode(
                        path,
                        line,
                        list.getValue().stream().map(item -> of(path, item)).toList());
            case ScalarNode scalar ->
                new Scalar(
                        path,
                        line,
                        scalar.getValue(),
                        scalar.getTag().equals(Tag.NULL),
                        scalar.getTag().equals(Tag.INT) || scalar.getTag().equals(Tag.FLOAT));
            default -> throw new Unreadable("%s, line %d: an alias cannot stand here".formatted(path, line));
        };
    }

    default Map<String, YamlNode> asMap(String expected) {
        return this instanceof MapNode map ? map.entries() : fail(expected);
    }

    default String asText(String expected) {
        return this instanceof Scalar scalar
                        && !scalar.isNull()
                        && !scalar.value().isBlank()
                ? scalar.value()
                : fail(expected);
    }

    default Number asNumber(String expected) {
        if (!(this instanceof Scalar scalar) || !scalar.isNumber()) {
            return fail(expected);
        }
        var value = Double.parseDouble(scalar.value());
        return value == Math.rint(value) ? (Number) (long) value : (Number) value;
    }

    private <T> T fail(String expected) {
        throw unreadable("must be " + expected);
    }

    default Unreadable unreadable(String what) {
        return new Unreadable(says(what));
    }

    /** The sentence with the place before it. */
    default String says(String what) {
        return "%s, line %d: %s".formatted(path().isEmpty() ? "the file" : path(), line(), what);
    }

    /** A node is not what it should be. */
    final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unreadable(String sentence) {
            super(sentence);
        }

        String sentence() {
            return String.valueOf(getMessage());
        }
    }
}
