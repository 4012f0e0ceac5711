package dev.waybill.providers.plugins;

import dev.waybill.spi.DeployInfo;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What a program is asked to do. */
final class Request {
    static final String VARIABLE = "WAYBILL_REQUEST";

    private Request() {}

    /** The request as one line of JSON, and each plain setting in a variable of its own. */
    static Map<String, String> variables(DeployInfo deploy) {
        var variables = new LinkedHashMap<String, String>();
        variables.put(VARIABLE, JsonMapper.shared().writeValueAsString(fields(deploy)));
        deploy.settings().forEach((name, value) -> {
            if (!(value instanceof Iterable<?> || value instanceof Map<?, ?>)) {
                variables.put("WAYBILL_SETTING_" + name.toUpperCase(Locale.ROOT), String.valueOf(value));
            }
        });
        return variables;
    }

    private static Map<String, Object> fields(DeployInfo deploy) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("format", 1);
        fields.put("id", deploy.id());
        fields.put("app", deploy.app());
        fields.put("environment", deploy.environment());
        fields.put("number", deploy.number());
        fields.put("task", deploy.task());
        fields.put("ref", deploy.ref());
        putIfKnown(fields, "sha", deploy.sha());
        putIfKnown(fields, "previous_sha", deploy.previousSha());
        fields.put("rollback", deploy.isRollback());
        fields.put("user", deploy.user());
        fields.put("url", deploy.url());
        putIfKnown(fields, "ssh_key", deploy.sshKey());
        fields.put("params", deploy.params());
        if (!deploy.hosts().isEmpty()) {
            fields.put("hosts", deploy.hosts());
        }
        fields.put("settings", deploy.settings());
        return fields;
    }

    private static void putIfKnown(Map<String, Object> fields, String name, @Nullable Object value) {
        if (value != null) {
            fields.put(name, value);
        }
    }
}
