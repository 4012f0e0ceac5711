package dev.waybill.deploys;

import dev.waybill.apps.config.AppConfig;
import dev.waybill.spi.DeployInfo;
import dev.waybill.vcs.Sha;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Makes what a provider sees of a deploy. */
final class DeployInfos {
    private DeployInfos() {}

    static DeployInfo of(Deploy deploy, AppConfig config, String url) {
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
                config.providerConfig());
    }

    /** A deploy that is only asked for, before it has a number or a sha. */
    static DeployInfo of(Asking asking, Wanted wanted, Parts parts) {
        return of(asking, wanted, 0, null, null, parts);
    }

    /**
     * A deploy as it would be.
     *
     * @param sha null while the repository has not answered
     * @param live null if nothing is
     */
    static DeployInfo of(Asking asking, Wanted wanted, int number, @Nullable Sha sha, @Nullable Sha live, Parts parts) {
        var config = wanted.config(asking.app(), parts.apps());
        return new DeployInfo(
                "",
                asking.app().name(),
                asking.lane().environment(),
                number,
                "deploy",
                Recorder.shown(config.repositoryUrl(), wanted.ref(), parts.sources()),
                hex(sha),
                hex(live),
                wanted.rank() == Rank.ROLLBACK,
                asking.request().requester(),
                parts.url(),
                sshKey(config),
                texts(asking.params(wanted)),
                config.providerConfig());
    }

    /** Parameters as text: what is more than a word or a number stays the JSON that it was. */
    private static Map<String, String> texts(Map<String, Object> params) {
        var texts = new LinkedHashMap<String, String>();
        params.forEach((name, value) -> texts.put(name, text(value)));
        return texts;
    }

    static String text(Object param) {
        return param instanceof String text ? text : JsonMapper.shared().writeValueAsString(param);
    }

    private static @Nullable String sshKey(AppConfig config) {
        var key = Remotes.sshKey(config);
        return key == null ? null : key.toString();
    }

    private static @Nullable String hex(@Nullable Sha sha) {
        return sha == null ? null : sha.hex();
    }
}
