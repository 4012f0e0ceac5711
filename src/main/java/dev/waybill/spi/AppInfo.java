package dev.waybill.spi;

import java.util.Map;
import java.util.Set;

/**
 * A plug-in's view of an app when it is saved.
 *
 * @param settings the plug-in's settings in this app; values of a wrong kind are reported elsewhere
 * @param hasSshKey whether the app has an SSH key for its repository
 * @param hasUser whether its commands run as a user of their own ({@code run_as})
 * @param parameters the names of the declared parameters; empty if the app accepts any
 */
public record AppInfo(Map<String, Object> settings, boolean hasSshKey, boolean hasUser, Set<String> parameters) {
    public AppInfo {
        settings = Map.copyOf(settings);
        parameters = Set.copyOf(parameters);
    }

    /** One whose commands run as the server's own user. */
    public AppInfo(Map<String, Object> settings, boolean hasSshKey, Set<String> parameters) {
        this(settings, hasSshKey, false, parameters);
    }
}
