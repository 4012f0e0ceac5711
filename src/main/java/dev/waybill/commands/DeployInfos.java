package dev.waybill.commands;

import dev.waybill.apps.config.AppConfig;
import dev.waybill.deploys.Deploy;
import dev.waybill.repositories.Remotes;
import dev.waybill.spi.DeployInfo;
import dev.waybill.vcs.Sha;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Builds the view of a deploy that providers get. */
public final class DeployInfos {
    private DeployInfos() {}

    public static DeployInfo of(Deploy deploy, AppConfig config, String url) {
        return new DeployInfo(
                deploy.id().toString(),
                deploy.appName(),
                deploy.environment(),
                deploy.number(),
                deploy.task(),
                deploy.ref(),
                hex(deploy.sha()),
                hex(deploy.previousSha()),
                deploy.isRollback(),
                deploy.user().name(),
                url,
                sshKey(config),
                texts(deploy.params()),
                deploy.hosts(),
                config.providerConfig(deploy.environment()));
    }

    /** Parameters as text; arrays and objects stay JSON. */
    public static Map<String, String> texts(Map<String, Object> params) {
        var texts = new LinkedHashMap<String, String>();
        params.forEach((name, value) -> texts.put(name, text(value)));
        return texts;
    }

    public static String text(Object param) {
        return param instanceof String text ? text : JsonMapper.shared().writeValueAsString(param);
    }

    public static @Nullable String sshKey(AppConfig config) {
        var key = Remotes.sshKey(config);
        return key == null ? null : key.toString();
    }

    public static @Nullable String hex(@Nullable Sha sha) {
        return sha == null ? null : sha.hex();
    }
}
