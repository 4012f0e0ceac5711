package dev.waybill.execution.script;

import dev.waybill.apps.Apps;
import dev.waybill.commands.DeployInfos;
import dev.waybill.commands.RunSecrets;
import dev.waybill.deploys.Deploy;
import dev.waybill.errors.Conflict;
import dev.waybill.providers.Providers;
import java.io.IOException;

/** Writes scripts that do by hand what a deploy did. Thread-safe. */
public final class Scripts {
    private final Apps apps;
    private final Providers providers;
    private final RunSecrets secrets;
    private final String url;

    /** @param url the server's public URL */
    public Scripts(Apps apps, Providers providers, RunSecrets secrets, String url) {
        this.apps = apps;
        this.providers = providers;
        this.secrets = secrets;
        this.url = url;
    }

    /**
     * A script for any POSIX sh. It has no values of secrets.
     *
     * @throws Conflict with a sentence if the deploy cannot be done by hand
     */
    public String of(Deploy deploy) {
        var config = apps.config(deploy.app(), deploy.appVersion());
        if (deploy.isExternal()) {
            throw refused(deploy, "its command ran on the machine of its requester, and is not known here");
        }
        if (deploy.sha() == null) {
            throw refused(deploy, "its commit is not known yet");
        }
        var info = DeployInfos.of(deploy, config, url);
        var provider = providers.provider(config.provider());
        provider.objection(info).ifPresent(why -> {
            throw refused(deploy, why);
        });
        try {
            var mask = secrets.known(deploy, config);
            return new Script(deploy, config, info, mask::mask).of(provider.steps(info));
        } catch (IOException e) {
            throw refused(deploy, "the secrets to mask in it cannot be read: " + e.getMessage());
        }
    }

    private static Conflict refused(Deploy deploy, String why) {
        return new Conflict("conflict", "%s cannot be printed as a script: %s".formatted(deploy.name(), why));
    }
}
