package dev.waybill.providers.shell;

import dev.waybill.apps.config.text.Durations;
import dev.waybill.spi.Command;
import dev.waybill.spi.DeployInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The settings of an app, as the commands that they describe. */
record ShellSettings(Map<String, Object> values) {
    static final String AFTER_FAILURE = "after_failure";

    private static final String TASKS = "tasks";
    private static final String COMMAND = "command";
    private static final String ROLLBACK = "rollback_command";
    private static final Duration TIMEOUT = Duration.ofHours(1);
    private static final Duration READ_TIMEOUT = Duration.ofMinutes(10);
    /** A path inside the checkout that needs no quoting. */
    private static final Pattern DIRECTORY = Pattern.compile("(?![-/])[A-Za-z0-9_@%+=:,./-]+");

    /**
     * On the first line of the command, so that the shell's line numbers stay the same. An sh without pipefail would exit at the
     * word, so a subshell tries it first.
     */
    private static final String STRICT = "set -eu; if (set -o pipefail) 2>/dev/null; then set -o pipefail; fi; ";

    /** A command line with the name of its step. */
    record Line(String name, String line) {}

    /** All command lines, by setting. */
    Map<String, List<String>> lines() {
        var lines = new LinkedHashMap<String, List<String>>();
        Stream.of(COMMAND, ROLLBACK, "before", "after", AFTER_FAILURE)
                .filter(values::containsKey)
                .forEach(setting -> lines.put(
                        setting, lines(setting, "").stream().map(Line::line).toList()));
        tasks().forEach((name, commands) -> lines.put(
                TASKS + "." + name,
                lines(commands, String.valueOf(name)).stream().map(Line::line).toList()));
        return lines;
    }

    /** The steps of a deploy or another task. A rollback runs the rollback command, if there is one. */
    List<Line> steps(DeployInfo deploy) {
        if (!deploy.task().equals("deploy")) {
            return lines(tasks().get(deploy.task()), deploy.task());
        }
        var isBack = deploy.isRollback() && values.containsKey(ROLLBACK);
        var steps = new ArrayList<Line>();
        steps.addAll(lines("before", "before"));
        steps.addAll(isBack ? lines(ROLLBACK, "rollback") : lines(COMMAND, "deploy"));
        steps.addAll(lines("after", "after"));
        return steps;
    }

    /** The same, and the command that runs after a failure. */
    List<Line> commands(DeployInfo deploy) {
        return Stream.concat(steps(deploy).stream(), lines(AFTER_FAILURE, AFTER_FAILURE).stream())
                .toList();
    }

    /** The tasks other than deploys, by name. */
    Map<?, ?> tasks() {
        return values.get(TASKS) instanceof Map<?, ?> tasks ? tasks : Map.of();
    }

    private List<Line> lines(String setting, String name) {
        return lines(values.get(setting), name);
    }

    private static List<Line> lines(@Nullable Object commands, String name) {
        return switch (commands) {
            case null -> List.of();
            case List<?> steps ->
                steps.stream()
                        .flatMap(step -> step instanceof Map<?, ?> map ? map.entrySet().stream() : Stream.of())
                        .map(step -> new Line(String.valueOf(step.getKey()), String.valueOf(step.getValue())))
                        .toList();
            case Object line -> List.of(new Line(name, String.valueOf(line)));
        };
    }

    Command command(DeployInfo deploy, Line line) {
        return command(deploy, line, Map.of());
    }

    /** The command that runs after a step has failed; empty if there is none. */
    Optional<Command> afterFailure(DeployInfo deploy, String step) {
        return lines(AFTER_FAILURE, AFTER_FAILURE).stream()
                .findFirst()
                .map(line -> command(deploy, line, Map.of("WAYBILL_FAILED_STEP", step)));
    }

    private Command command(DeployInfo deploy, Line line, Map<String, String> own) {
        var variables = new LinkedHashMap<String, String>();
        if (values.get("env") instanceof Map<?, ?> given) {
            given.forEach((name, value) -> variables.put(String.valueOf(name), String.valueOf(value)));
        }
        variables.putAll(own);
        var filled = new Placeholders(deploy).fill(line.line());
        var complete = (isOn("strict") ? STRICT : "") + filled;
        return new Command(
                inDirectory() + (isOn("tty") ? onTerminal(complete) : complete),
                variables,
                seconds("timeout", TIMEOUT),
                seconds("read_timeout", READ_TIMEOUT));
    }

    /** On the first line, so that the shell's line numbers stay the same. */
    private String inDirectory() {
        return values.get("cwd") instanceof String directory ? "cd -- %s || exit; ".formatted(directory) : "";
    }

    /** Why its directory cannot be used. */
    Optional<String> objectionToDirectory() {
        return values.get("cwd") instanceof String directory
                        && (!DIRECTORY.matcher(directory).matches()
                                || List.of(directory.split("/", -1)).contains(".."))
                ? Optional.of(
                        "must be a directory of the repository, such as deploy/scripts, of letters, digits and _@%+=:,./-, without ..")
                : Optional.empty();
    }

    /** The program of util-linux gives a command a terminal, and returns its exit code. */
    private static String onTerminal(String line) {
        return "exec script -qefc '%s' /dev/null".formatted(line.replace("'", "'\\''"));
    }

    private boolean isOn(String flag) {
        return Boolean.TRUE.equals(values.get(flag));
    }

    private Duration seconds(String name, Duration unset) {
        return Durations.of(values.get(name)).orElse(unset);
    }
}
