package dev.waybill.web.shown;

import dev.waybill.access.Caller;
import dev.waybill.access.Right;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.DeployStore;
import dev.waybill.errors.NotFound;
import java.util.Map;

/** Paths of deploys: {@code /apps/{app}/{env}/{number}}. */
public final class DeployPaths {
    public static final String PATTERN = "/apps/{app}/{env}/{number}";

    private DeployPaths() {}

    public static String of(Deploy deploy) {
        return "/apps/%s/%s/%d".formatted(deploy.appName(), deploy.environment(), deploy.number());
    }

    /** The same at the API, without the slash at the end. */
    public static String api(Deploy deploy) {
        return "/api/0/deploys/%s/%s/%d".formatted(deploy.appName(), deploy.environment(), deploy.number());
    }

    /**
     * The deploy that a path names.
     *
     * @param names the variable parts of the path
     * @throws NotFound if it does not exist, or the caller has no permission to read it
     */
    public static Deploy find(DeployStore deploys, Map<String, String> names, Caller caller) {
        try {
            var deploy =
                    deploys.require(name(names, "app"), name(names, "env"), Integer.parseInt(name(names, "number")));
            caller.require(Right.READ, deploy.place(), DeployStore::noSuchDeploy);
            return deploy;
        } catch (NumberFormatException e) {
            throw DeployStore.noSuchDeploy();
        }
    }

    private static String name(Map<String, String> names, String name) {
        return names.getOrDefault(name, "");
    }
}
