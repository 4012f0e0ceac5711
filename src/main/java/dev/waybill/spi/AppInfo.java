package dev.waybill.spi;

import java.util.Map;
import java.util.Set;

/**
 * A provider's view of an app when it is saved.
 *
 * @param settings the app's {@code provider_config}; values of a wrong kind are reported elsewhere
 * @param hasSshKey whether the app has an SSH key for its repository
 * @param parameters the names of the declared parameters; empty if the app accepts any
 */
public record AppInfo(Map<String, Object> settings, boolean hasSshKey, Set<String> parameters) {
    public AppInfo {
        settings = Map.copyOf(settings);
        parameters = Set.copyOf(parameters);
    }
}
