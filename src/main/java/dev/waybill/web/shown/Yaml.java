package dev.waybill.web.shown;

import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** Configurations as YAML. */
public final class Yaml {
    private Yaml() {}

    /** With control characters escaped. */
    public static String text(Map<String, ?> tree) {
        var settings = DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setUseUnicodeEncoding(true)
                .build();
        return new Dump(settings).dumpToString(tree).strip();
    }
}
