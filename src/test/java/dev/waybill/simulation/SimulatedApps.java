package dev.waybill.simulation;

import dev.waybill.access.User;
import dev.waybill.apps.App;
import dev.waybill.apps.Apps;
import dev.waybill.apps.AppsLimit;
import dev.waybill.apps.config.AppReader;
import dev.waybill.apps.config.Plugins;
import dev.waybill.apps.config.TestPlugins;
import dev.waybill.events.Events;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import dev.waybill.watches.Pace;
import dev.waybill.watches.Wish;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Creates the apps of a world, which share a repository. */
final class SimulatedApps {
    private final Dice dice;
    private final Db db;
    private final Time time;
    private final Plugins plugins;
    private final User creator;

    SimulatedApps(Dice dice, Db db, Time time, Plugins plugins, User creator) {
        this.dice = dice;
        this.db = db;
        this.time = time;
        this.plugins = plugins;
        this.creator = creator;
    }

    static Plugins plugins(SimulatedCheck check, SimulatedCodeHost codeHost) {
        return new Plugins(
                TestPlugins.PROVIDERS, List.of(check), TestPlugins.NOTIFIERS, List.of(new SimulatedHostKind(codeHost)));
    }

    /**
     * Creates them.
     *
     * @param isPlain whether they have nothing but a command
     */
    List<App> create(long world, int count, boolean isPlain) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> {
                    var settings = settings("/repository-%d".formatted(world), environments(isPlain));
                    if (!isPlain && dice.chance(50)) {
                        settings.put("checks", List.of(Map.of("type", SimulatedCheck.NAME)));
                    }
                    if (!isPlain && dice.chance(30)) {
                        settings.putAll(Map.of("via", SimulatedHostKind.NAME, "forge", Map.of("required", true)));
                    }
                    if (!isPlain && i % 2 == 1) { // a race counts every step after the end, too
                        settings.putAll(Map.of("workspace", "warm", "keep_failed", 1));
                    }
                    return create("app%d-%d".formatted(i, world), settings);
                })
                .toList();
    }

    private App create(String name, Map<String, Object> settings) {
        var config = new AppReader(plugins).read(settings).config();
        return new Apps(db, new Events(time), time, AppsLimit.ofMemory()).create(new Apps.Draft(name, config), creator);
    }

    private static Map<String, Object> settings(String repository, Map<String, ?> environments) {
        return new HashMap<>(Map.of(
                "repository",
                repository,
                "environments",
                environments,
                "provider",
                "shell",
                "provider_config",
                Map.of("command", "run", "timeout", 600, "read_timeout", 120)));
    }

    /** In an order that is the same every time. */
    private SortedMap<String, ?> environments(boolean isPlain) {
        return new TreeMap<>(isPlain ? Map.of(Scene.PRODUCTION, environment(null)) : environments());
    }

    private Map<String, Map<String, Object>> environments() {
        return switch (dice.below(10)) {
            case 0, 1, 2 -> Map.of(Scene.PRODUCTION, environment(Map.of("on", "push")));
            case 3 -> Map.of(Scene.PRODUCTION, environment(Map.of("on", "schedule", "cron", "*/3 * * * *")));
            case 4 -> {
                var success = Map.of("on", "success", "of", Scene.STAGING, "soak", dice.between(1, 60));
                yield Map.of(Scene.PRODUCTION, environment(success), Scene.STAGING, environment(Map.of("on", "push")));
            }
            case 5, 6 -> Map.of(Scene.PRODUCTION, environment(null), Scene.STAGING, environment(null));
            default -> Map.of(Scene.PRODUCTION, environment(null));
        };
    }

    private static Map<String, Object> environment(@Nullable Map<String, ?> auto) {
        return auto == null ? Map.of("default_ref", "main") : Map.of("default_ref", "main", "auto", auto);
    }

    /** What is watched for an app: those that wait for a push cannot wait for long. */
    static Wish watched(App app) {
        var isPrompt = app.config().environments().values().stream()
                .map(environment -> environment.auto())
                .anyMatch(auto -> auto != null && auto.isPrompt());
        return Wish.of(Set.of("main"), Set.of(), isPrompt ? Pace.PROMPT : Pace.LEISURELY);
    }
}
