package dev.waybill.apps.config;

import dev.waybill.spi.AppInfo;
import dev.waybill.spi.Plugin;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Reads the server's own settings of code hosts, which apps use that have none of their own. */
final class CodeHostsReader {
    private static final Set<String> OF_APPS =
            Set.of("repo", "contexts", "required", "commit_status", "comment_on_pull_requests", "accept_deployments");

    private CodeHostsReader() {}

    /** By kind of code host. */
    static Map<String, Map<String, Object>> read(Section file, Family<Plugin> kinds) {
        var all = new LinkedHashMap<String, Map<String, Object>>();
        kinds.byName().forEach((name, kind) -> {
            if (file.has(name)) {
                all.put(name, read(file, kind));
            }
        });
        return all;
    }

    private static Map<String, Object> read(Section file, Plugin kind) {
        var settings = ForgeReader.read(file, kind.name(), kind);
        settings.keySet().stream()
                .filter(OF_APPS::contains)
                .forEach(name -> file.mistake(
                        ForgeReader.path(kind.name(), name),
                        "belongs to one app; move it to the %s of the app".formatted(kind.name())));
        kind.review(new AppInfo(settings, false, Set.of())).stream()
                .filter(remark ->
                        remark.isMistake() && !OF_APPS.contains(remark.setting().split("\\.", 2)[0]))
                .forEach(remark -> file.mistake(ForgeReader.path(kind.name(), remark.setting()), remark.sentence()));
        return settings;
    }
}
