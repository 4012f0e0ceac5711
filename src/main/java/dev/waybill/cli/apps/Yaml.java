package dev.waybill.cli.apps;

import dev.waybill.apps.config.SettingPaths;
import dev.waybill.apps.config.text.Literal;
import dev.waybill.apps.config.text.Nothing;
import dev.waybill.apps.config.text.TextFile;
import dev.waybill.apps.config.text.YamlTree;
import dev.waybill.cli.client.CallFailed;
import dev.waybill.cli.terminal.Clean;
import dev.waybill.cli.terminal.Surroundings;
import dev.waybill.providers.Providers;
import dev.waybill.receivers.Receivers;
import dev.waybill.spi.Time;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Configurations of apps as YAML, which includes JSON. */
final class Yaml {
    private static final Pattern JSON_NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
    /** Keys whose values are always text. */
    private static final Set<String> TEXTS = Set.of(
            "name",
            "repository",
            "provider",
            "via",
            "app_id",
            "repo",
            "api_root",
            "run_as",
            "pool",
            "default_environment",
            "default_ref",
            "description");

    private static final SettingPaths PATHS =
            new SettingPaths(Providers.all(new Receivers(Map.of(), () -> false, ""), Time.system()));
    /** Settings of providers whose values are always text. */
    private static final Set<String> SETTINGS = PATHS.texts();

    /** Objects by names that users chose, which can equal one of those keys. */
    private static final Pattern BY_NAME = Pattern.compile("(.*\\.)?(parameters|environments|secrets|mark)\\.[^.]+");

    private Yaml() {}

    /** The fields in a file. @param file a dash for stdin */
    static Map<String, @Nullable Object> fields(String file) throws CallFailed {
        try {
            var text = file.equals("-")
                    ? TextFile.decode("stdin", Surroundings.here().in().readAllBytes())
                    : TextFile.read(Path.of(file));
            if (read(file, text) instanceof Map<?, ?> map) {
                return fields("", map);
            }
            throw new CallFailed(
                    CallFailed.USAGE, "%s must contain the fields of an app, in JSON or YAML".formatted(file));
        } catch (IOException e) {
            throw new CallFailed(CallFailed.USAGE, String.valueOf(e.getMessage()));
        }
    }

    /** A value of the command line: a number, a boolean, an object or a list where the key allows it, else text. */
    static Object option(String name, String text) throws CallFailed {
        var key = name.replaceFirst(".*\\.", "");
        var isText = PATHS.isVariable(name)
                || (TEXTS.contains(key) || SETTINGS.contains(key))
                        && !BY_NAME.matcher(name).matches();
        if (text.equals("null") || text.equals("~") || text.isEmpty()) {
            if (!PATHS.isVariable(name)) {
                throw new CallFailed(
                        CallFailed.USAGE,
                        "--set %1$s=%2$s gives %1$s no value; to remove it, use --unset %1$s".formatted(name, text));
            }
            return text;
        }
        if (isText || !text.matches("(?s)-?[0-9]+(\\.[0-9]+)?|true|false|[\\[{].*")) {
            return text;
        }
        try {
            return Objects.requireNonNullElse(sent(name, YamlTree.parse(text).root()), text);
        } catch (YamlTree.Unreadable e) {
            return text; // such as [a-z]*.py
        }
    }

    private static Object read(String where, String text) throws CallFailed {
        try {
            return Objects.requireNonNullElse(YamlTree.parse(text).root(), "");
        } catch (YamlTree.Unreadable e) {
            throw new CallFailed(
                    CallFailed.USAGE,
                    "%s is neither JSON nor YAML: %s".formatted(where, Clean.line(String.valueOf(e.getMessage()))));
        }
    }

    private static Map<String, @Nullable Object> fields(String path, Map<?, ?> map) {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        map.forEach((name, value) -> {
            var inner = path.isEmpty() ? String.valueOf(name) : path + "." + name;
            var isText = PATHS.isVariable(inner) && value instanceof Nothing;
            fields.put(String.valueOf(name), isText ? String.valueOf(value) : sent(inner, value));
        });
        return fields;
    }

    /** A value as JSON, or as text if it is a number that JSON does not have. */
    private static @Nullable Object sent(String path, @Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map -> fields(path, map);
            case List<?> list ->
                list.stream()
                        .map(item -> item instanceof Nothing ? item.toString() : sent(path + "[]", item))
                        .toList();
            case Literal literal when !JSON_NUMBER.matcher(literal.toString()).matches() -> literal.toString();
            case Nothing _ -> null;
            case null, default -> value;
        };
    }

    /** A response as YAML, with control characters escaped. */
    static String text(JsonNode answer) {
        var settings = DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setUseUnicodeEncoding(true)
                .build();
        return new Dump(settings)
                .dumpToString(JsonMapper.shared().treeToValue(answer, Object.class))
                .strip();
    }
}
