package dev.waybill.spi;

import java.util.Map;
import java.util.Set;

/**
 * An app as a provider sees it when it is saved.
 *
 * @param settings the app's {@code provider_config}; those of a wrong kind are told elsewhere
 * @param hasSshKey whether it names the file of a key for its repository
 * @param parameters the names of those that it declares; empty if it takes any
 */
public record AppInfo(Map<String, Object> settings, boolean hasSshKey, Set<String> parameters) {
    public AppInfo {
        settings = Map.copyOf(settings);
        parameters = Set.copyOf(parameters);
    }
}
