package dev.waybill.requests;

import dev.waybill.apps.config.EnvironmentVariables;
import dev.waybill.apps.config.ParameterConfig;
import dev.waybill.apps.config.text.Likeness;
import dev.waybill.commands.DeployInfos;
import dev.waybill.errors.Invalid;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The parameters of a request, checked against the app's declarations and the limits of environment variables.
 *
 * @param values the parameters of the deploy, with defaults
 * @param mistakes by the parameter's path
 */
public record Parameters(Map<String, Object> values, Map<String, String> mistakes) {
    /** The parameters of an earlier deploy, unchecked. */
    static Parameters ofThen(Map<String, Object> given) {
        return new Parameters(given, Map.of());
    }

    /** @param declared by name; an app that declares none accepts any */
    static Parameters checked(Map<String, ParameterConfig> declared, Map<String, Object> given) {
        var checked = new Parameters(new LinkedHashMap<>(given), new LinkedHashMap<>());
        if (declared.isEmpty()) {
            EnvironmentVariables.collisions(given.keySet()).forEach(checked::mistake);
        } else {
            checked.check(declared, given);
        }
        checked.values.forEach((name, value) -> EnvironmentVariables.objectionToSize(
                        EnvironmentVariables.ofParameter(name), DeployInfos.text(value))
                .ifPresent(why -> checked.mistake(name, why)));
        return checked;
    }

    private void check(Map<String, ParameterConfig> declared, Map<String, Object> given) {
        given.keySet().stream()
                .filter(name -> !declared.containsKey(name))
                .forEach(name -> mistake(
                        name,
                        "unknown"
                                + Likeness.suggestion(
                                        name,
                                        new TreeSet<>(declared.keySet()),
                                        ", did you mean %s?",
                                        "; use one of %s")));
        declared.forEach((name, parameter) -> {
            var value = given.containsKey(name) ? given.get(name) : parameter.preset();
            if (value != null) {
                values.put(name, value);
                parameter.objection(value).ifPresent(why -> mistake(name, why));
            } else if (parameter.required()) {
                mistake(name, "is required" + (parameter.description() == null ? "" : ": " + parameter.description()));
            }
        });
    }

    private void mistake(String name, String why) {
        mistakes.putIfAbsent("params." + name, why);
    }

    /** Valid stand-ins for wrong parameters, to find further mistakes with. */
    Map<String, Object> plausible() {
        var plausible = new LinkedHashMap<>(values);
        mistakes.keySet().forEach(path -> plausible.put(path.substring("params.".length()), 0));
        return plausible;
    }

    /**
     * @param line what is wrong with the command line for these parameters
     * @throws Invalid with all mistakes, if there are any
     */
    void refuseMistakes(Optional<String> line) {
        var all = new LinkedHashMap<>(mistakes);
        if (all.isEmpty() && line.isPresent()) {
            throw new Invalid("invalid_value", line.get());
        }
        if (!all.isEmpty()) {
            line.ifPresent(why -> all.put("command", why));
            throw Invalid.fields(all);
        }
    }
}
