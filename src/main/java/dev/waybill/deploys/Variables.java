package dev.waybill.deploys;

import dev.waybill.spi.DeployInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The environment of every command, made from nothing: these and no others. docs/commands.md is the list for users. */
final class Variables {
    private static final List<String> OF_THE_SERVER = List.of("PATH", "LANG", "TZ");

    private Variables() {}

    static Map<String, String> of(DeployInfo deploy, Map<String, String> server) {
        var variables = new LinkedHashMap<String, String>();
        OF_THE_SERVER.stream().filter(server::containsKey).forEach(name -> variables.put(name, server.get(name)));
        variables.putAll(Map.of("WAYBILL", "1", "TERM", "xterm-256color", "PYTHONUNBUFFERED", "1"));
        variables.put("WAYBILL_APP", deploy.app());
        variables.put("WAYBILL_ENVIRONMENT", deploy.environment());
        variables.put("WAYBILL_SHA", orEmpty(deploy.sha()));
        variables.put("WAYBILL_REF", deploy.ref());
        variables.put("WAYBILL_PREVIOUS_SHA", orEmpty(deploy.previousSha()));
        variables.put("WAYBILL_NUMBER", Integer.toString(deploy.number()));
        variables.put("WAYBILL_USER", deploy.user());
        variables.put("WAYBILL_URL", deploy.url());
        variables.put("WAYBILL_DEPLOY_ID", deploy.id());
        variables.put("SHA", orEmpty(deploy.sha()));
        variables.put("BRANCH", deploy.ref());
        variables.put("DEPLOY_ENV", deploy.environment());
        variables.put("DEPLOY_TASK", deploy.task());
        return variables;
    }

    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }
}
