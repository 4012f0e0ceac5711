package dev.waybill.providers.shell;

import static dev.waybill.spi.Setting.optional;
import static dev.waybill.spi.Setting.required;

import dev.waybill.spi.AppInfo;
import dev.waybill.spi.DeployInfo;
import dev.waybill.spi.Provider;
import dev.waybill.spi.ProviderContext;
import dev.waybill.spi.Remark;
import dev.waybill.spi.Result;
import dev.waybill.spi.Setting;
import dev.waybill.spi.Setting.Kind;
import dev.waybill.spi.Step;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Command lines for {@code sh -c}, with placeholders: one, or several steps. */
public final class ShellProvider implements Provider {
    private static final String FAILED = "failed";
    private static final String MESSAGE = "message";
    private static final String TIMED_OUT = "timed_out";

    @Override
    public String name() {
        return "shell";
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                optional("timeout", Kind.SECONDS).inShort("timeout"),
                optional("read_timeout", Kind.SECONDS).inShort("read_timeout"),
                required("command", Kind.COMMANDS).inShort("deploy"),
                optional("env", Kind.TEXT_BY_NAME).inShort("env"),
                optional("rollback_command", Kind.COMMANDS),
                optional("strict", Kind.FLAG).inShort("strict"),
                optional("before", Kind.COMMAND).inShort("before"),
                optional("after", Kind.COMMAND).inShort("after"),
                optional("after_failure", Kind.COMMAND).inShort("after_failure"),
                optional("cwd", Kind.TEXT).withExample("deploy").inShort("cwd"),
                optional("tty", Kind.FLAG).inShort("tty"),
                optional("tasks", Kind.TASKS).inShort("tasks"));
    }

    @Override
    public Set<String> tasks(Map<String, Object> settings) {
        return new ShellSettings(settings)
                .tasks().keySet().stream().map(String::valueOf).collect(Collectors.toSet());
    }

    @Override
    public List<Remark> review(AppInfo app) {
        var settings = new ShellSettings(app.settings());
        var ofDirectory = settings.objectionToDirectory().map(why -> new Remark("cwd", why, true)).stream();
        var ofLines = settings.lines().entrySet().stream()
                .flatMap(it -> it.getValue().stream().flatMap(line -> remarks(it.getKey(), line, app)));
        return Stream.concat(ofDirectory, ofLines).toList();
    }

    private static Stream<Remark> remarks(String setting, String line, AppInfo app) {
        var mistakes = Placeholders.objections(line, app).stream().map(why -> new Remark(setting, why, true));
        var warnings = Stream.of(new Remark(setting, Fabric.WARNING, false)).filter(_ -> Fabric.isDry(line));
        return Stream.concat(mistakes, warnings);
    }

    @Override
    public Optional<String> objection(DeployInfo deploy) {
        var placeholders = new Placeholders(deploy);
        var all = new ShellSettings(deploy.settings())
                .commands(deploy).stream()
                        .flatMap(it -> placeholders.objection(it.line()).stream())
                        .distinct()
                        .collect(Collectors.joining("; "));
        return all.isEmpty() ? Optional.empty() : Optional.of(all);
    }

    @Override
    public List<Step> steps(DeployInfo deploy) {
        var settings = new ShellSettings(deploy.settings());
        return settings.steps(deploy).stream()
                .map(it -> Step.of(it.name(), settings.command(deploy, it)))
                .toList();
    }

    @Override
    public Result start(ProviderContext context) throws InterruptedException {
        var deploy = context.deploy();
        var settings = new ShellSettings(deploy.settings());
        var steps = settings.steps(deploy);
        var failed = context.saved();
        if (failed.containsKey(FAILED)) { // before the server was stopped; no later step may begin
            return afterFailure(context, settings, failed.get(FAILED), result(failed));
        }
        for (var step : steps) {
            var result = context.run(step.name(), settings.command(deploy, step));
            if (!(result instanceof Result.Succeeded)) {
                var named = steps.size() == 1 ? result : named(step.name(), result);
                return afterFailure(context, settings, step.name(), named);
            }
        }
        return new Result.Succeeded();
    }

    private static Result named(String step, Result result) {
        return switch (result) {
            case Result.Failed(var message) -> new Result.Failed("step %s: %s".formatted(step, message));
            case Result.TimedOut(var message) -> new Result.TimedOut("step %s: %s".formatted(step, message));
            case Result.Interrupted(var message) -> new Result.Interrupted("step %s: %s".formatted(step, message));
            case Result.Succeeded _, Result.Cancelled _ -> result;
        };
    }

    /** The deploy ends as the step did, whatever this command does. */
    private static Result afterFailure(ProviderContext context, ShellSettings settings, String step, Result result)
            throws InterruptedException {
        var command = settings.afterFailure(context.deploy(), step);
        var hasFailed = result instanceof Result.Failed || result instanceof Result.TimedOut;
        if (command.isPresent() && hasFailed) {
            if (!context.saved().containsKey(FAILED)) {
                context.save(saved(step, result));
                context.say("after_failure, because of step " + step);
            }
            if (context.run(ShellSettings.AFTER_FAILURE, command.get()) instanceof Result.Failed(var why)) {
                context.say("after_failure: " + why);
            }
        }
        return result;
    }

    private static Map<String, String> saved(String step, Result result) {
        return result instanceof Result.TimedOut(var message)
                ? Map.of(FAILED, step, TIMED_OUT, message)
                : Map.of(FAILED, step, MESSAGE, result instanceof Result.Failed(var message) ? message : "");
    }

    private static Result result(Map<String, String> saved) {
        var timedOut = saved.get(TIMED_OUT);
        return timedOut == null ? new Result.Failed(saved.getOrDefault(MESSAGE, "")) : new Result.TimedOut(timedOut);
    }
}
