package dev.waybill.web.apps;

import dev.waybill.apps.config.AppConfig;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A variable that the commands of an environment get from the configuration.
 *
 * @param value of a secret only where it is
 * @param origin where it is configured
 */
public record Variable(String name, String value, String origin, boolean isSecret) {
    /** All of them by name, each as it counts: those of the environment override those of the app. */
    static List<Variable> of(AppConfig config, String environment) {
        var own = config.environment(environment);
        var commands = config.commands();
        var all = new TreeMap<String, Variable>();
        commands.passEnvironment()
                .forEach(name -> all.put(name, new Variable(name, "as the server has it", "app, passed on", false)));
        put(all, commands.variables(), "app", false);
        put(all, own.variables(), "environment", false);
        put(all, commands.secrets(), "app", true);
        put(all, own.secrets(), "environment", true);
        return List.copyOf(all.values());
    }

    private static void put(Map<String, Variable> all, Map<String, ?> layer, String origin, boolean areSecret) {
        layer.forEach((name, value) -> all.merge(
                name,
                new Variable(name, String.valueOf(value), origin, areSecret),
                (old, it) -> new Variable(name, it.value(), origin + " instead of " + old.origin(), areSecret)));
    }
}
