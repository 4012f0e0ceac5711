package dev.waybill.wire;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An app in full. Whatever this shows can be sent back unchanged.
 *
 * @param environments by name, each with its {@code defaultRef}
 * @param secrets by name, each as the place where its value is; never the value
 * @param submodules which of a commit are checked out: false, true or recursive; null if nobody has said so
 * @param paths patterns for the files of the repository that are the app's; empty for all
 * @param mark patterns by the name under which files that match are shown
 * @param version counts the versions of the configuration
 * @param ofFile the server's configuration file owns the app, so that only the file changes it
 * @param retired when the app left that file; null while it is deployed
 * @param warnings what stops nothing, and will hardly do what is meant; sentences
 */
public record AppJson(
        String id,
        String name,
        Map<String, Map<String, Object>> environments,
        String repository,
        List<String> changeLabels,
        @Nullable String lockedReason,
        String provider,
        Map<String, @Nullable Object> provider_config,
        List<PluginJson> notifiers,
        List<PluginJson> checks,
        @Nullable String via,
        @Nullable String defaultEnvironment,
        Object parameters,
        Object variables,
        Object secrets,
        Object passEnvironment,
        @Nullable Object grace,
        @Nullable String runAs,
        @Nullable String pool,
        @Nullable Object sshKey,
        @Nullable Object credentials,
        @Nullable String submodules,
        List<String> paths,
        Map<String, List<String>> mark,
        int version,
        boolean ofFile,
        @Nullable String retired,
        List<String> warnings) {
    public record PluginJson(String type, Map<String, Object> config) {}

    /** An app in a list. */
    public record Short(
            String id,
            String name,
            Map<String, Map<String, Object>> environments,
            String repository,
            List<String> changeLabels,
            @Nullable String lockedReason) {}
}
