package dev.waybill.web.newdeploy;

import dev.waybill.apps.config.AppConfig;
import dev.waybill.apps.config.ParameterConfig;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A field for a parameter.
 *
 * @param value what was typed; empty for the default
 * @param choices what can be chosen; empty for a field to type in
 * @param mistake what is wrong with it; empty for nothing
 */
public record ParameterField(String name, ParameterConfig config, String value, List<String> choices, String mistake) {
    /** @param mistakes by the paths of parameters, such as {@code params.mode} */
    static List<ParameterField> all(AppConfig app, Draft draft, Map<String, String> mistakes) {
        return app.parameters().entrySet().stream()
                .map(each -> new ParameterField(
                        each.getKey(),
                        each.getValue(),
                        draft.params().getOrDefault(each.getKey(), ""),
                        choices(each.getValue()),
                        mistakes.getOrDefault("params." + each.getKey(), "")))
                .toList();
    }

    private static List<String> choices(ParameterConfig config) {
        return switch (config.type()) {
            case BOOLEAN -> List.of("true", "false");
            case CHOICE -> config.choices();
            case TEXT, NUMBER -> List.of();
        };
    }

    /** The id of the field. */
    public String id() {
        return "param-" + name;
    }

    /** The name of the field. */
    public String field() {
        return Draft.PARAMETER + name;
    }

    /** The type of the field in HTML. */
    public String type() {
        return config.type() == ParameterConfig.Type.NUMBER ? "number" : "text";
    }

    /** The value if none is given; empty for none. */
    public String preset() {
        return Objects.requireNonNullElse(config.preset(), "");
    }

    /** Whether the browser must not send the form without it. */
    public boolean isRequired() {
        return config.required() && config.preset() == null;
    }

    public String hint() {
        return Objects.requireNonNullElse(config.description(), "");
    }
}
