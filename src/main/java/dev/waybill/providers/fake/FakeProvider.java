package dev.waybill.providers.fake;

import static dev.waybill.spi.Setting.optional;

import dev.waybill.spi.AppInfo;
import dev.waybill.spi.DeployInfo;
import dev.waybill.spi.HostState;
import dev.waybill.spi.Provider;
import dev.waybill.spi.ProviderContext;
import dev.waybill.spi.Remark;
import dev.waybill.spi.Result;
import dev.waybill.spi.Setting;
import dev.waybill.spi.Setting.Kind;
import dev.waybill.spi.Step;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plays a deploy of a given length, with steps, output and failures; changes nothing anywhere. */
public final class FakeProvider implements Provider {
    private static final String STEP = "step";
    private static final String LINE = "line";
    /** The time limit of the first step is that of the checkout, too, which takes as long as it takes. */
    private static final Duration LONGEST_CHECKOUT = Duration.ofHours(1);

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                optional("length", Kind.DURATION).withExample("10s"),
                optional("steps", Kind.TEXTS).withExample(List.of("build", "upload", "restart")),
                optional("lines", Kind.WHOLE_NUMBER).withExample(5),
                optional("fails_at", Kind.TEXT).withExample("upload"),
                optional("hosts", Kind.TEXTS).withExample(List.of("web1", "web2", "web3")),
                optional("fails_on", Kind.TEXTS).withExample("web2"));
    }

    @Override
    public List<Remark> review(AppInfo app) {
        var scene = new Scene(app.settings());
        var failing = scene.failsAt();
        if (failing.isPresent() && !scene.steps().contains(failing.get())) {
            return List.of(new Remark(
                    "fails_at",
                    "\"%s\" is not a step; use one of %s".formatted(failing.get(), String.join(", ", scene.steps())),
                    true));
        }
        return new HashSet<>(scene.steps()).size() < scene.steps().size()
                ? List.of(new Remark("steps", "there are two steps of the same name; rename one", true))
                : List.of();
    }

    @Override
    public Optional<String> objection(DeployInfo deploy) {
        return Optional.empty();
    }

    @Override
    public Optional<List<String>> hosts(DeployInfo deploy) {
        return Optional.of(new Scene(deploy.settings()).hosts()).filter(hosts -> !hosts.isEmpty());
    }

    @Override
    public List<Step> steps(DeployInfo deploy) {
        var scene = new Scene(deploy.settings());
        return scene.steps().stream()
                .map(name ->
                        new Step(name, "play \"%s\"".formatted(name), Map.of(), LONGEST_CHECKOUT.plus(scene.length())))
                .toList();
    }

    @Override
    public Result start(ProviderContext context) throws InterruptedException {
        var scene = new Scene(context.deploy().settings());
        var saved = context.saved();
        var reached = Math.max(0, scene.steps().indexOf(saved.getOrDefault(STEP, "")));
        var line = Integer.parseInt(saved.getOrDefault(LINE, "0"));
        for (var index = reached; index < scene.steps().size(); index++) {
            var step = scene.steps().get(index);
            context.begin(step);
            if (!isPlayed(context, scene, step, index == reached ? line : 0)) {
                return new Result.Cancelled();
            }
            if (scene.failsAt().filter(step::equals).isPresent()) {
                return new Result.Failed("the step %s failed, as its setting fails_at says".formatted(step));
            }
        }
        return onHosts(context, scene);
    }

    /** All at once, at the end. */
    private static Result onHosts(ProviderContext context, Scene scene) {
        var only = context.deploy().hosts();
        var states = new LinkedHashMap<String, HostState>();
        (only.isEmpty() ? scene.hosts() : only)
                .forEach(host -> states.put(host, scene.failsOn().contains(host) ? HostState.FAILED : HostState.OK));
        if (!states.isEmpty()) {
            context.hosts(states);
        }
        return states.containsValue(HostState.FAILED)
                ? new Result.Failed("a host failed, as the setting fails_on says")
                : new Result.Succeeded();
    }

    /** @param from the number of lines that are in the log already */
    private static boolean isPlayed(ProviderContext context, Scene scene, String step, int from)
            throws InterruptedException {
        var done = scene.steps().indexOf(step) * scene.lines();
        for (var line = from + 1; line <= scene.lines(); line++) {
            if (!context.pause(scene.pause())) {
                return false;
            }
            context.append(
                    step,
                    "%s: %d of %d\n".formatted(step, line, scene.lines()),
                    Map.of(STEP, step, LINE, Integer.toString(line)));
            context.progress(100 * (done + line) / scene.lineCount());
        }
        return true;
    }
}
