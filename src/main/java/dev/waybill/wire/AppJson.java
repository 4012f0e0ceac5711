package dev.waybill.wire;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An app in full. Whatever this shows can be sent back unchanged. */
public record AppJson(
        String id,
        String name,
        Map<String, EnvironmentJson> environments,
        String repository,
        List<String> changeLabels,
        @Nullable String lockedReason,
        String provider,
        Map<String, @Nullable Object> provider_config,
        List<PluginJson> notifiers,
        List<PluginJson> checks,
        @Nullable String via) {
    public record EnvironmentJson(String defaultRef) {}

    public record PluginJson(String type, Map<String, Object> config) {}

    /** An app in a list. */
    public record Short(
            String id,
            String name,
            Map<String, EnvironmentJson> environments,
            String repository,
            List<String> changeLabels,
            @Nullable String lockedReason) {}

    public Short shortened() {
        return new Short(id, name, environments, repository, changeLabels, lockedReason);
    }
}
