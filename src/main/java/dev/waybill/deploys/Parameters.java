package dev.waybill.deploys;

import dev.waybill.apps.config.Likeness;
import dev.waybill.apps.config.ParameterConfig;
import dev.waybill.errors.Invalid;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/** Holds the parameters of a request against those that the app declares. */
final class Parameters {
    private Parameters() {}

    /**
     * The parameters with which the deploy will run.
     *
     * @param declared by name; an app that declares none takes any
     * @throws Invalid with every mistake
     */
    static Map<String, Object> checked(Map<String, ParameterConfig> declared, Map<String, Object> given) {
        if (declared.isEmpty()) {
            return given;
        }
        var mistakes = new LinkedHashMap<String, String>();
        var checked = new LinkedHashMap<>(given);
        given.keySet().stream()
                .filter(name -> !declared.containsKey(name))
                .forEach(name -> mistakes.put(
                        "params." + name,
                        "unknown"
                                + Likeness.suggestion(
                                        name,
                                        new TreeSet<>(declared.keySet()),
                                        ", did you mean %s?",
                                        "; known are %s")));
        declared.forEach((name, parameter) -> {
            var value = given.containsKey(name) ? given.get(name) : parameter.preset();
            if (value != null) {
                checked.put(name, value);
                parameter.objection(value).ifPresent(why -> mistakes.put("params." + name, why));
            } else if (parameter.required()) {
                mistakes.put(
                        "params." + name,
                        "is needed" + (parameter.description() == null ? "" : ": " + parameter.description()));
            }
        });
        if (!mistakes.isEmpty()) {
            throw Invalid.fields(mistakes);
        }
        return checked;
    }
}
