package dev.waybill.apps.config.text;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** Writes YAML that {@link YamlTree} reads back as the same values. */
public final class YamlWriter {
    private static final DumpSettings SETTINGS = DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.BLOCK)
            .setUseUnicodeEncoding(true)
            .setSplitLines(false)
            .setDereferenceAliases(true)
            .build();

    private YamlWriter() {}

    /** Ends with a line feed; a value a line, and no quotes where none are needed. Empty for what is absent or empty. */
    public static String text(@Nullable Object value) {
        var isEmpty = value == null
                || value instanceof Map<?, ?> map && map.isEmpty()
                || value instanceof List<?> list && list.isEmpty();
        return isEmpty ? "" : new Dump(SETTINGS).dumpToString(Literal.plain(value));
    }
}
