package dev.waybill.wire;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A complete app. It can be sent back unchanged.
 *
 * @param environments by name, each with its {@code defaultRef}
 * @param secrets by name, each as a reference; never the value
 * @param submodules which submodules are checked out: false, true or recursive; null if not configured
 * @param cache the limit of the cache directory, as it was written; null for no cache
 * @param artifacts patterns for files that are kept with a deploy
 * @param artifactsLimit their limit for one deploy, as it was written; null for the default
 * @param paths patterns for the files that belong to the app; empty for all
 * @param mark patterns by the mark that matching files get
 * @param workspace whether a deploy begins with the workspace of the last one: fresh or warm
 * @param keepFailed how many workspaces of failed deploys are kept in each environment
 * @param version counts the versions of the configuration
 * @param ofFile whether the server's configuration file owns the app, so that only the file can change it
 * @param retired when the app was removed from that file; null if it was not
 * @param warnings sentences about settings that probably do not do what was intended
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
        @Nullable Object forge,
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
        @Nullable String cache,
        List<String> artifacts,
        @Nullable String artifactsLimit,
        List<String> paths,
        Map<String, List<String>> mark,
        String workspace,
        int keepFailed,
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
