package dev.waybill.deploys;

import dev.waybill.apps.config.AppConfig;
import dev.waybill.spi.DeployInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The environment of every command, made from nothing: these and no others. docs/commands.md is the list for users. */
final class Variables {
    private static final List<String> OF_THE_SERVER = List.of("PATH", "LANG", "TZ");

    private Variables() {}

    /**
     * All but secrets.
     *
     * @param ofProvider what the provider adds; the environment's own win over these, and these over the app's
     * @param server the server's own environment
     */
    static Map<String, String> of(
            DeployInfo deploy, AppConfig config, Map<String, String> ofProvider, Map<String, String> server) {
        var variables = new LinkedHashMap<String, String>();
        OF_THE_SERVER.forEach(name -> pass(name, server, variables));
        variables.putAll(documented(deploy));
        deploy.params().forEach((name, value) -> variables.put(ofParameter(name), value));
        config.commands().passEnvironment().forEach(name -> pass(name, server, variables));
        variables.putAll(config.commands().variables());
        variables.putAll(ofProvider);
        variables.putAll(config.environment(deploy.environment()).variables());
        return variables;
    }

    private static void pass(String name, Map<String, String> server, Map<String, String> variables) {
        var value = server.get(name);
        if (value != null) {
            variables.put(name, value);
        }
    }

    /** Such as {@code WAYBILL_PARAM_BATCH_SIZE} for {@code batch-size}. */
    private static String ofParameter(String name) {
        return "WAYBILL_PARAM_" + name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    private static Map<String, String> documented(DeployInfo deploy) {
        var variables = new LinkedHashMap<String, String>();
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
