package dev.waybill.apps.config.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Builds maps, lists and plain values from the nodes of one document. For one thread. */
final class YamlNodes {
    /** The merge key of YAML 1.1; 1.2 does not have it, but people know it from other tools. */
    private static final String MERGE = "<<";
    /** The maximum number of characters and values that aliases may add: nested aliases grow exponentially. */
    private static final long MOST_REPEATED = 1_000_000;

    private final Map<String, Integer> lines = new HashMap<>();
    private final Set<Node> seen = new HashSet<>();
    private final Set<Node> open = new HashSet<>();
    private long repeated;

    /** By path, from 1; values of an alias have the line of the anchor. */
    Map<String, Integer> lines() {
        return lines;
    }

    Object value(Node root) {
        return value("", root);
    }

    private Object value(String path, Node node) {
        count(path, node);
        return switch (node) {
            case MappingNode map -> within(map, () -> map(path, map));
            case SequenceNode list -> within(list, () -> list(path, list));
            case ScalarNode scalar -> scalar(scalar);
            default -> throw new YamlTree.Unreadable("line %d: an alias is not allowed here".formatted(line(node)));
        };
    }

    private void count(String path, Node node) {
        if (!seen.add(node)) {
            repeated += 1
                    + path.length()
                    + (node instanceof ScalarNode scalar ? scalar.getValue().length() : 0);
        }
        if (repeated > MOST_REPEATED) {
            throw new YamlTree.Unreadable(
                    "line %d: its aliases would make this document too large; write out the values"
                            .formatted(line(node)));
        }
    }

    @FunctionalInterface
    private interface Work<T> {
        T run();
    }

    private <T> T within(Node node, Work<T> work) {
        if (!open.add(node)) {
            throw new YamlTree.Unreadable("line %d: contains an alias of itself; remove it".formatted(line(node)));
        }
        var made = work.run();
        open.remove(node);
        return made;
    }

    private Map<String, Object> map(String path, MappingNode node) {
        var map = new LinkedHashMap<String, Object>();
        fill(map, path, node);
        return map;
    }

    /** Values that are already in the map win: the map's own, and those merged first. */
    private void fill(Map<String, Object> map, String path, MappingNode node) {
        var keys = new HashSet<String>();
        var merges = new ArrayList<NodeTuple>();
        for (var tuple : node.getValue()) {
            var key = key(tuple);
            var inner = path.isEmpty() ? key.getValue() : path + "." + key.getValue();
            var isMerge = key.isPlain() && key.getValue().equals(MERGE);
            if (!keys.add(key.getValue())) {
                throw new YamlTree.Unreadable("%s, line %d: is given twice%s"
                        .formatted(inner, line(key), isMerge ? "; give one list: <<: [*one, *two]" : ""));
            }
            if (isMerge) {
                merges.add(tuple);
            } else if (!map.containsKey(key.getValue())) {
                lines.put(inner, line(key));
                map.put(key.getValue(), value(inner, tuple.getValueNode()));
            }
        }
        merges.forEach(merge -> merged(merge).forEach(from -> merge(map, path, from)));
    }

    private static ScalarNode key(NodeTuple tuple) {
        if (tuple.getKeyNode() instanceof ScalarNode key) {
            return key;
        }
        throw new YamlTree.Unreadable("line %d: a key must be a word".formatted(line(tuple.getKeyNode())));
    }

    private void merge(Map<String, Object> map, String path, MappingNode from) {
        count(path, from);
        within(from, () -> {
            fill(map, path, from);
            return map;
        });
    }

    private static List<MappingNode> merged(NodeTuple merge) {
        var value = merge.getValueNode();
        var nodes = value instanceof SequenceNode list ? list.getValue() : List.of(value);
        return nodes.stream()
                .map(node -> {
                    if (node instanceof MappingNode map) {
                        return map;
                    }
                    throw new YamlTree.Unreadable(
                            "line %d: << takes an object, such as *base where &base stands before one, or a list of them"
                                    .formatted(line(merge.getKeyNode())));
                })
                .toList();
    }

    private List<Object> list(String path, SequenceNode node) {
        var list = new ArrayList<Object>();
        for (var item : node.getValue()) {
            var inner = path + "." + list.size();
            lines.put(inner, line(item));
            list.add(value(inner, item));
        }
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
}
