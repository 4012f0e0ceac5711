package dev.waybill.requests;

import dev.waybill.apps.Apps;
import dev.waybill.commands.DeployInfos;
import dev.waybill.commands.Environment;
import dev.waybill.commands.Variables;
import dev.waybill.deploys.Rank;
import dev.waybill.providers.Providers;
import dev.waybill.repositories.RefLookup;
import dev.waybill.spi.DeployInfo;
import dev.waybill.vcs.Sha;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a provider would see of deploys that are only asked for, and whether it could start them. Thread-safe. */
public final class Wishes {
    private final Apps apps;
    private final Providers providers;
    private final RefLookup refs;
    private final String url;

    /** @param url where commands reach this server */
    public Wishes(Apps apps, Providers providers, RefLookup refs, String url) {
        this.apps = apps;
        this.providers = providers;
        this.refs = refs;
        this.url = url;
    }

    /**
     * A deploy as it would be.
     *
     * @param sha null while the repository has not answered
     * @param live null if nothing is
     */
    DeployInfo info(Asking asking, Wanted wanted, int number, @Nullable Sha sha, @Nullable Sha live) {
        var config = wanted.config(asking.app(), apps);
        return new DeployInfo(
                "",
                asking.app().name(),
                asking.lane().environment(),
                number,
                "deploy",
                refs.displayed(config.repositoryUrl(), wanted.ref()),
                DeployInfos.hex(sha),
                DeployInfos.hex(live),
                wanted.rank() == Rank.ROLLBACK,
                asking.request().requester(),
                url,
                DeployInfos.sshKey(config),
                DeployInfos.texts(asking.params(wanted)),
                config.providerConfig());
    }

    /** Why its command could not be started, as far as that is known before it has a number or a sha. */
    Optional<String> objection(Asking asking, Wanted wanted) {
        var config = wanted.config(asking.app(), apps);
        var provider = providers.provider(config.provider());
        var info = info(asking, wanted, 0, null, null);
        return provider.objection(info)
                .or(() -> provider.commands(info).stream()
                        .flatMap(command -> Environment.objection(
                                command.line(), Variables.of(info, config, command.environment(), System.getenv()))
                                .stream())
                        .findFirst());
    }
}
