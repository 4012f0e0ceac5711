package dev.waybill.providers.plugins;

import dev.waybill.apps.config.text.Durations;
import dev.waybill.spi.Command;
import dev.waybill.spi.DeployInfo;
import dev.waybill.spi.Provider;
import dev.waybill.spi.ProviderContext;
import dev.waybill.spi.Result;
import dev.waybill.spi.Setting;
import dev.waybill.spi.Setting.Kind;
import dev.waybill.spi.Step;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A program that deploys: a command like any other, which gets its request as JSON on stdin. docs/plugins.md describes what it
 * reads and writes.
 */
record Program(String name, Path file, Description description) implements Provider {
    private static final Duration TIMEOUT = Duration.ofHours(1);
    private static final Duration READ_TIMEOUT = Duration.ofMinutes(10);

    @Override
    public List<Setting> settings() {
        return Stream.concat(
                        description.settings().stream(),
                        Stream.of(
                                Setting.optional("timeout", Kind.SECONDS),
                                Setting.optional("read_timeout", Kind.SECONDS)))
                .toList();
    }

    @Override
    public Set<String> tasks(Map<String, Object> settings) {
        return description.tasks();
    }

    @Override
    public Optional<String> objection(DeployInfo deploy) {
        return Optional.empty();
    }

    /** All of its settings may choose them. */
    @Override
    public Optional<List<String>> hosts(DeployInfo deploy) {
        return description.hosts()
                ? Optional.of(List.of(new TreeMap<>(deploy.settings()).toString()))
                : Optional.empty();
    }

    /** The first one runs the program; the program says when the others begin. */
    @Override
    public List<Step> steps(DeployInfo deploy) {
        var command = command(deploy);
        return names(deploy).stream()
                .map(step -> step.equals(first(deploy))
                        ? Step.of(step, command)
                        : new Step(step, "%s of %s".formatted(step, file), Map.of(), command.timeout()))
                .toList();
    }

    @Override
    public Result start(ProviderContext context) throws InterruptedException {
        return context.run(first(context.deploy()), command(context.deploy()));
    }

    private String first(DeployInfo deploy) {
        return names(deploy).getFirst();
    }

    private List<String> names(DeployInfo deploy) {
        return deploy.task().equals("deploy") ? description.steps() : List.of(deploy.task());
    }

    /** The request reaches it through a variable: no file of it is left, and none has to be readable by the app's user. */
    private Command command(DeployInfo deploy) {
        var path = file.toAbsolutePath().toString().replace("'", "'\\''");
        return new Command(
                "printf '%%s\\n' \"$%s\" | exec '%s' deploy".formatted(Request.VARIABLE, path),
                Request.variables(deploy),
                Map.of(),
                seconds(deploy, "timeout", TIMEOUT),
                seconds(deploy, "read_timeout", READ_TIMEOUT),
                true);
    }

    private static Duration seconds(DeployInfo deploy, String setting, Duration unset) {
        return Durations.of(deploy.settings().get(setting)).orElse(unset);
    }
}
