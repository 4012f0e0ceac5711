package dev.waybill.providers.shell;

import static dev.waybill.spi.Setting.optional;
import static dev.waybill.spi.Setting.required;

import dev.waybill.spi.AppInfo;
import dev.waybill.spi.Command;
import dev.waybill.spi.DeployInfo;
import dev.waybill.spi.Provider;
import dev.waybill.spi.ProviderContext;
import dev.waybill.spi.Remark;
import dev.waybill.spi.Result;
import dev.waybill.spi.Setting;
import dev.waybill.spi.Setting.Kind;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** One command line for {@code sh -c}, with placeholders. */
public final class ShellProvider implements Provider {
    private static final Duration TIMEOUT = Duration.ofHours(1);
    /** The settings that are command lines. */
    private static final List<String> LINES = List.of("command", "rollback_command");

    /**
     * On the first line of the command, so that the shell's line numbers stay the same. An sh without pipefail would exit at the
     * word, so a subshell tries it first.
     */
    private static final String STRICT = "set -eu; if (set -o pipefail) 2>/dev/null; then set -o pipefail; fi; ";

    private static final Duration READ_TIMEOUT = Duration.ofMinutes(10);

    @Override
    public String name() {
        return "shell";
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                optional("timeout", Kind.SECONDS).inShort("timeout"),
                optional("read_timeout", Kind.SECONDS).inShort("read_timeout"),
                required("command", Kind.COMMAND).inShort("deploy"),
                optional("env", Kind.TEXT_BY_NAME).inShort("env"),
                optional("rollback_command", Kind.COMMAND),
                optional("strict", Kind.FLAG).inShort("strict"));
    }

    @Override
    public List<Remark> review(AppInfo app) {
        return LINES.stream()
                .filter(setting -> app.settings().get(setting) instanceof String)
                .flatMap(setting ->
                        remarks(setting, String.valueOf(app.settings().get(setting)), app))
                .toList();
    }

    private static Stream<Remark> remarks(String setting, String line, AppInfo app) {
        var mistakes = Placeholders.objections(line, app).stream().map(why -> new Remark(setting, why, true));
        var warnings = Stream.of(new Remark(setting, Fabric.WARNING, false)).filter(_ -> Fabric.isDry(line));
        return Stream.concat(mistakes, warnings);
    }

    @Override
    public Optional<String> objection(DeployInfo deploy) {
        return new Placeholders(deploy).objection(line(deploy));
    }

    @Override
    public List<Command> commands(DeployInfo deploy) {
        return List.of(command(deploy));
    }

    @Override
    public Result start(ProviderContext context) throws InterruptedException {
        return context.run("deploy", command(context.deploy()));
    }

    private static Command command(DeployInfo deploy) {
        return new Command(
                (Boolean.TRUE.equals(deploy.settings().get("strict")) ? STRICT : "")
                        + new Placeholders(deploy).fill(line(deploy)),
                variables(deploy),
                seconds(deploy, "timeout", TIMEOUT),
                seconds(deploy, "read_timeout", READ_TIMEOUT));
    }

    /** The rollback command, if the app has one and this is a rollback. */
    private static String line(DeployInfo deploy) {
        var back = deploy.settings().get("rollback_command");
        return String.valueOf(
                deploy.isRollback() && back != null ? back : deploy.settings().get("command"));
    }

    private static Map<String, String> variables(DeployInfo deploy) {
        var variables = new LinkedHashMap<String, String>();
        if (deploy.settings().get("env") instanceof Map<?, ?> given) {
            given.forEach((name, value) -> variables.put(String.valueOf(name), String.valueOf(value)));
        }
        return variables;
    }

    private static Duration seconds(DeployInfo deploy, String name, Duration unset) {
        return deploy.settings().get(name) instanceof Number number
                ? Duration.ofMillis((long) (number.doubleValue() * 1000))
                : unset;
    }
}
