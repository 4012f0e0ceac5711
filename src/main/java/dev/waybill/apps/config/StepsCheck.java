package dev.waybill.apps.config;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** Checks one command line, or a list of steps. */
final class StepsCheck {
    /** More are a program of its own. */
    private static final int MOST = 50;

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,40}");
    /** The names of the steps around them. */
    private static final Set<String> TAKEN = Set.of("before", "after", "after_failure", "deploy", "rollback");

    private static final String RULE =
            "must be the name of a step with its command line, such as {\"build\": \"make\"}";

    private final BiConsumer<String, String> mistakes;
    private final BiConsumer<String, Object> command;

    /** @param command checks a command line, below a path */
    StepsCheck(BiConsumer<String, String> mistakes, BiConsumer<String, Object> command) {
        this.mistakes = mistakes;
        this.command = command;
    }

    void check(Object value) {
        if (!(value instanceof List<?> list)) {
            command.accept("", value);
            return;
        }
        if (list.isEmpty() || list.size() > MOST) {
            mistakes.accept("", "must be a command line, or a list of 1 to %d steps".formatted(MOST));
        }
        var names = new HashSet<String>();
        for (var index = 0; index < Math.min(list.size(), MOST); index++) {
            step("." + index, list.get(index), names);
        }
    }

    private void step(String below, Object value, Set<String> names) {
        if (!(value instanceof Map<?, ?> map) || map.size() != 1) {
            mistakes.accept(below, RULE);
            return;
        }
        var name = String.valueOf(map.keySet().iterator().next());
        if (!NAME.matcher(name).matches() || TAKEN.contains(name)) {
            mistakes.accept(
                    below,
                    "\"%s\" cannot be the name of a step; use lower case letters, digits, - and _, and none of before, after, after_failure, deploy, rollback"
                            .formatted(name));
        } else if (!names.add(name)) {
            mistakes.accept(below, "there are two steps named \"%s\"; give each its own name".formatted(name));
        }
        command.accept(below + "." + name, map.values().iterator().next());
    }
}
