package dev.waybill.apps.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Reads the declared parameters of an app. */
final class ParameterReader {
    private ParameterReader() {}

    static Map<String, ParameterConfig> read(Section app) {
        var parameters = new LinkedHashMap<String, ParameterConfig>();
        app.sectionsOrNames("parameters", "invalid_field", "an object such as {\"type\": \"text\"}")
                .forEach((name, section) -> parameters.put(name, parameter(name, section)));
        EnvironmentVariables.collisions(parameters.keySet())
                .forEach((name, why) -> app.mistake("parameters." + name, why));
        return parameters;
    }

    private static ParameterConfig parameter(String name, Section section) {
        try (section) {
            if (!name.matches("[A-Za-z0-9_.-]{1,63}")) {
                section.mistake(
                        "",
                        "\"%s\" cannot be the name of a parameter; use letters, digits, _, dot and dash"
                                .formatted(name));
            }
            var word = section.text("type", "text, number, boolean or choice");
            var type = type(section, word == null ? "text" : word);
            section.atMost(AppReader.MOST, "choices");
            var choices = section.texts("choices", "a list of texts");
            if ((type == ParameterConfig.Type.CHOICE) == choices.isEmpty()) {
                section.mistake("choices", "are for parameters of type choice, which need at least one");
            }
            var preset = section.value("default");
            Stream.concat(Stream.ofNullable(preset), choices.stream())
                    .flatMap(value ->
                            EnvironmentVariables.objectionToSize(
                                    EnvironmentVariables.ofParameter(name), String.valueOf(value))
                                    .stream())
                    .findFirst()
                    .ifPresent(why -> section.mistake("", why));
            var parameter = new ParameterConfig(
                    type,
                    section.flag("required"),
                    preset == null ? null : String.valueOf(preset),
                    choices,
                    section.text("description", "text"));
            if (preset != null) {
                parameter.objection(preset).ifPresent(why -> section.mistake("default", why));
            }
            return parameter;
        }
    }

    private static ParameterConfig.Type type(Section section, String word) {
        for (var type : ParameterConfig.Type.values()) {
            if (type.word().equals(word)) {
                return type;
            }
        }
        section.mistake("type", "\"%s\" is not a type; use text, number, boolean or choice".formatted(word));
        return ParameterConfig.Type.TEXT;
    }
}
