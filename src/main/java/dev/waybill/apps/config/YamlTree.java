package dev.waybill.apps.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A YAML 1.2 document as maps, lists and plain values, which knows on which line each path stands. Numbers keep their spelling, see
 * {@link Literal}, and an empty value its emptiness, see {@link Nothing}.
 *
 * @param lines by path, from 1
 */
public record YamlTree(@Nullable Object root, Map<String, Integer> lines) {
    /** @throws Unreadable if this is no YAML */
    public static YamlTree parse(String text) {
        try {
            var settings = LoadSettings.builder()
                    .setAllowDuplicateKeys(false)
                    .setMaxAliasesForCollections(0)
                    .build();
            var lines = new HashMap<String, Integer>();
            var root = new Compose(settings).composeString(text);
            return new YamlTree(root.map(node -> value("", node, lines)).orElse(null), lines);
        } catch (MarkedYamlEngineException e) {
            var line = e.getProblemMark()
                    .map(mark -> "line %d: ".formatted(mark.getLine() + 1))
                    .orElse("");
            throw new Unreadable("%sis not YAML: %s".formatted(line, e.getProblem()));
        } catch (YamlEngineException e) {
            throw new Unreadable("is not YAML: " + e.getMessage());
        }
    }

    /** The line of a path, or of the nearest one around it that stands in the file. */
    int line(String path) {
        for (var at = path; !at.isEmpty(); at = at.contains(".") ? at.substring(0, at.lastIndexOf('.')) : "") {
            if (lines.containsKey(at)) {
                return lines.get(at);
            }
        }
        return 1;
    }

    private static Object value(String path, Node node, Map<String, Integer> lines) {
        return switch (node) {
            case MappingNode map -> map(path, map, lines);
            case SequenceNode list -> list(path, list, lines);
            case ScalarNode scalar -> scalar(scalar);
            default -> throw new Unreadable("line %d: an alias cannot stand here".formatted(line(node)));
        };
    }

    private static Map<String, Object> map(String path, MappingNode node, Map<String, Integer> lines) {
        var map = new LinkedHashMap<String, Object>();
        for (var tuple : node.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw new Unreadable("line %d: a key must be a word".formatted(line(tuple.getKeyNode())));
            }
            var inner = path.isEmpty() ? key.getValue() : path + "." + key.getValue();
            if (map.containsKey(key.getValue())) {
                throw new Unreadable("%s, line %d: stands twice".formatted(inner, line(key)));
            }
            lines.put(inner, line(key));
            map.put(key.getValue(), value(inner, tuple.getValueNode(), lines));
        }
        return map;
    }

    private static List<Object> list(String path, SequenceNode node, Map<String, Integer> lines) {
        var list = new ArrayList<Object>();
        node.getValue().forEach(item -> list.add(value(path + "." + list.size(), item, lines)));
        return list;
    }

    private static Object scalar(ScalarNode node) {
        var tag = node.getTag();
        var text = node.getValue();
        if (tag.equals(Tag.NULL)) {
            return new Nothing(text);
        }
        if (tag.equals(Tag.BOOL) && (text.equals("true") || text.equals("false"))) {
            return Boolean.valueOf(text);
        }
        return tag.equals(Tag.INT) || tag.equals(Tag.FLOAT) ? number(text) : text;
    }

    private static Object number(String text) {
        try {
            return Literal.of(text);
        } catch (NumberFormatException e) {
            return text; // such as .inf
        }
    }

    private static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }

    /** The text is no YAML that we take. */
    public static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unreadable(String sentence) {
            super(sentence);
        }
    }
}
