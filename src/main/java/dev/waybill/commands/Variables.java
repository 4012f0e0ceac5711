package dev.waybill.commands;

import dev.waybill.apps.config.AppConfig;
import dev.waybill.apps.config.EnvironmentVariables;
import dev.waybill.spi.CheckContext;
import dev.waybill.spi.DeployInfo;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The complete environment of every command. docs/commands.md lists the variables for users. */
public final class Variables {
    private static final List<String> OF_THE_SERVER = List.of("PATH", "LANG", "TZ");

    private static final Map<String, String> GENERAL =
            Map.of("WAYBILL", "1", "TERM", "xterm-256color", "PYTHONUNBUFFERED", "1");

    private Variables() {}

    /** Variables that come from one place. */
    record Layer(String origin, Map<String, String> variables) {}

    /**
     * All variables but secrets.
     *
     * @param ofProvider the provider's variables; an environment's own override these, and these override the app's
     * @param server the server's own environment
     */
    public static Map<String, String> of(
            DeployInfo deploy, AppConfig config, Map<String, String> ofProvider, Map<String, String> server) {
        var variables = new LinkedHashMap<String, String>();
        layers(deploy, config, ofProvider, server).forEach(layer -> variables.putAll(layer.variables()));
        return variables;
    }

    /**
     * The same for a command that checks a commit, before there is a deploy.
     *
     * @throws IOException with a sentence if the configuration passes a variable of the server that no app can have
     */
    public static Map<String, String> of(CheckContext check, AppConfig config, Map<String, String> server)
            throws IOException {
        var own = new LinkedHashMap<String, String>();
        own.put("WAYBILL_APP", check.app());
        own.put("WAYBILL_ENVIRONMENT", check.environment());
        own.put("WAYBILL_SHA", check.sha());
        own.put("WAYBILL_REF", check.ref());
        own.put("SHA", check.sha());
        own.put("BRANCH", check.ref());
        own.put("DEPLOY_ENV", check.environment());
        return of(own, config, check.environment(), server);
    }

    /**
     * The same for any other command of an app.
     *
     * @param own the command's own ones; those that are configured override them
     * @param environment null for none
     * @throws IOException with a sentence if the configuration passes a variable of the server that no app can have
     */
    public static Map<String, String> of(
            Map<String, String> own, AppConfig config, @Nullable String environment, Map<String, String> server)
            throws IOException {
        Environment.mustBeForApps(config.commands().passEnvironment());
        var variables = new LinkedHashMap<>(passed(OF_THE_SERVER, server));
        variables.putAll(GENERAL);
        variables.putAll(own);
        variables.putAll(passed(config.commands().passEnvironment(), server));
        variables.putAll(config.commands().variables());
        if (environment != null) {
            variables.putAll(config.environment(environment).variables());
        }
        return variables;
    }

    /** The origin of each variable by name, including secrets. */
    public static Map<String, String> origins(
            DeployInfo deploy, AppConfig config, Map<String, String> ofProvider, Map<String, String> server) {
        var origins = new TreeMap<String, String>();
        layers(deploy, config, ofProvider, server)
                .forEach(layer -> layer.variables().keySet().forEach(name -> origins.put(name, layer.origin())));
        config.secrets(deploy.environment()).keySet().forEach(name -> origins.put(name, "secret"));
        return origins;
    }

    /** Later layers override earlier ones. */
    private static List<Layer> layers(
            DeployInfo deploy, AppConfig config, Map<String, String> ofProvider, Map<String, String> server) {
        var params = new LinkedHashMap<String, String>();
        deploy.params().forEach((name, value) -> params.put(EnvironmentVariables.ofParameter(name), value));
        return List.of(
                new Layer("server", passed(OF_THE_SERVER, server)),
                new Layer("waybill", documented(deploy)),
                new Layer("parameter", params),
                new Layer("server", passed(config.commands().passEnvironment(), server)),
                new Layer("app", config.commands().variables()),
                new Layer("provider", ofProvider),
                new Layer(
                        "environment", config.environment(deploy.environment()).variables()));
    }

    private static Map<String, String> passed(List<String> names, Map<String, String> server) {
        var variables = new LinkedHashMap<String, String>();
        names.forEach(name -> {
            var value = server.get(name);
            if (value != null) {
                variables.put(name, value);
            }
        });
        return variables;
    }

    private static Map<String, String> documented(DeployInfo deploy) {
        var variables = new LinkedHashMap<String, String>();
        variables.putAll(GENERAL);
        variables.put("WAYBILL_APP", deploy.app());
        variables.put("WAYBILL_ENVIRONMENT", deploy.environment());
        variables.put("WAYBILL_SHA", orEmpty(deploy.sha()));
        variables.put("WAYBILL_REF", deploy.ref());
        variables.put("WAYBILL_PREVIOUS_SHA", orEmpty(deploy.previousSha()));
        variables.put("WAYBILL_NUMBER", Integer.toString(deploy.number()));
        variables.put("WAYBILL_USER", deploy.user());
        variables.put("WAYBILL_URL", deploy.url());
        variables.put("WAYBILL_DEPLOY_ID", deploy.id());
        if (deploy.isRollback()) {
            variables.put("WAYBILL_ROLLBACK", "1");
        }
        if (!deploy.hosts().isEmpty()) {
            variables.put("WAYBILL_HOSTS", String.join(",", deploy.hosts()));
        }
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
