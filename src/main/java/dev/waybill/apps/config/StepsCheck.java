package dev.waybill.apps.config;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** Checks command lines and lists of steps. */
final class StepsCheck {
    /** Whoever needs more should write a script. */
    private static final int MOST = 50;

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,40}");
    /** The names of the steps around them. */
    private static final Set<String> TAKEN = Set.of("before", "after", "after_failure", "deploy", "rollback");

    private static final String CANNOT =
            "\"%s\" cannot be the name of a %s; use lowercase letters, digits, - and _, and none of before, after, after_failure, deploy, rollback";
    private static final String RULE =
            "must be the name of a step with its command line, such as {\"build\": \"make\"}";

    private final BiConsumer<String, String> mistakes;
    private final BiConsumer<String, Object> command;

    /** @param command checks a command line, below a path */
    StepsCheck(BiConsumer<String, String> mistakes, BiConsumer<String, Object> command) {
        this.mistakes = mistakes;
        this.command = command;
    }

    /** Checks tasks by name, each a command line or steps. */
    void checkTasks(Object value) {
        if (!(value instanceof Map<?, ?> tasks)) {
            mistakes.accept("", "must be an object of tasks by name, such as {\"restart\": \"make restart\"}");
            return;
        }
        tasks.forEach((key, commands) -> {
            var name = String.valueOf(key);
            if (!NAME.matcher(name).matches() || TAKEN.contains(name)) {
                mistakes.accept("." + name, CANNOT.formatted(name, "task"));
            }
            check("." + name, commands);
        });
    }

    /** Checks a command line or steps, at a path. */
    void check(String path, Object value) {
        if (!(value instanceof List<?> list)) {
            command.accept(path, value);
            return;
        }
        if (list.isEmpty() || list.size() > MOST) {
            mistakes.accept(path, "must be a command line, or a list of 1 to %d steps".formatted(MOST));
        }
        var names = new HashSet<String>();
        for (var index = 0; index < Math.min(list.size(), MOST); index++) {
            step(path + "." + index, list.get(index), names);
        }
    }

    private void step(String below, Object value, Set<String> names) {
        if (!(value instanceof Map<?, ?> map) || map.size() != 1) {
            mistakes.accept(below, RULE);
            return;
        }
        var name = String.valueOf(map.keySet().iterator().next());
        if (!NAME.matcher(name).matches() || TAKEN.contains(name)) {
            mistakes.accept(below, CANNOT.formatted(name, "step"));
        } else if (!names.add(name)) {
            mistakes.accept(below, "there are two steps named \"%s\"; rename one".formatted(name));
        }
        command.accept(below + "." + name, map.values().iterator().next());
    }
}
