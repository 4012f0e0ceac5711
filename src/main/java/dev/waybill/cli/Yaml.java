package dev.waybill.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What people write and read of an app: YAML, of which JSON is a part. */
final class Yaml {
    private Yaml() {}

    /** The fields in a file. @param file a dash for stdin */
    static Map<String, @Nullable Object> fields(String file) throws CallFailed {
        try {
            var text = file.equals("-")
                    ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
                    : Files.readString(Path.of(file));
            if (value(file, text) instanceof Map<?, ?> map) {
                var fields = new LinkedHashMap<String, @Nullable Object>();
                map.forEach((key, value) -> fields.put(String.valueOf(key), value));
                return fields;
            }
            throw new CallFailed(
                    CallFailed.USAGE, "%s must hold the fields of an app, as JSON or YAML".formatted(file));
        } catch (NoSuchFileException e) {
            throw new CallFailed(CallFailed.USAGE, "there is no file %s".formatted(file));
        } catch (IOException e) {
            throw new CallFailed(CallFailed.USAGE, "%s cannot be read: %s".formatted(file, e.getMessage()));
        }
    }

    /** A value of the command line: text as it is, unless it is a number, a boolean, an object or a list. */
    static @Nullable Object option(String name, String text) throws CallFailed {
        return text.matches("(?s)-?[0-9]{1,18}|true|false|[\\[{].*") ? value("--set " + name, text) : text;
    }

    private static @Nullable Object value(String where, String text) throws CallFailed {
        try {
            return new Load(LoadSettings.builder().setLabel(where).build()).loadFromString(text);
        } catch (YamlEngineException e) {
            throw new CallFailed(
                    CallFailed.USAGE,
                    "%s is neither JSON nor YAML: %s".formatted(where, Clean.line(String.valueOf(e.getMessage()))));
        }
    }

    /** An answer in YAML, which escapes what a terminal would act on. */
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
