package dev.waybill.requests;

import dev.waybill.apps.Apps;
import dev.waybill.commands.DeployInfos;
import dev.waybill.commands.Environment;
import dev.waybill.commands.Variables;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.Rank;
import dev.waybill.providers.Providers;
import dev.waybill.repositories.RefLookup;
import dev.waybill.spi.DeployInfo;
import dev.waybill.spi.Provider;
import dev.waybill.vcs.Sha;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Builds the provider's view of deploys that are not recorded yet, and checks whether they could be started. Thread-safe. */
public final class Wishes {
    private final Apps apps;
    private final Providers providers;
    private final RefLookup refs;
    private final String url;

    /** @param url the address at which commands reach this server */
    public Wishes(Apps apps, Providers providers, RefLookup refs, String url) {
        this.apps = apps;
        this.providers = providers;
        this.refs = refs;
        this.url = url;
    }

    /**
     * The view of a deploy as it would be recorded.
     *
     * @param sha null until the repository has answered
     * @param live null if nothing is
     */
    DeployInfo info(Asking asking, Wanted wanted, int number, @Nullable Sha sha, @Nullable Sha live) {
        var config = wanted.config(asking.app(), apps);
        return new DeployInfo(
                "",
                asking.app().name(),
                asking.lane().environment(),
                number,
                asking.request().target().task(),
                refs.displayed(config.repositoryUrl(), wanted.ref()),
                DeployInfos.hex(sha),
                DeployInfos.hex(live),
                wanted.rank() == Rank.ROLLBACK,
                asking.request().requester(),
                url,
                DeployInfos.sshKey(config),
                DeployInfos.texts(asking.params(wanted)),
                wanted.hosts(),
                config.providerConfig(asking.lane().environment()));
    }

    private static Optional<String> objectionToTask(DeployInfo info, Provider provider) {
        var known = new TreeSet<>(provider.tasks(info.settings()));
        known.add(Deploy.DEPLOY);
        return known.contains(info.task())
                ? Optional.empty()
                : Optional.of("%s has no task \"%s\"; use one of %s"
                        .formatted(info.app(), info.task(), String.join(", ", known)));
    }

    /** Why its command could not be started, as far as that can be checked before it has a number and a sha. */
    Optional<String> objection(Asking asking, Wanted wanted) {
        if (asking.request().isExternal()) { // its command is not known here
            return asking.request().target().task().equals(Deploy.DEPLOY)
                    ? Optional.empty()
                    : Optional.of("only a deploy can be external; leave out \"external\" or \"task\"");
        }
        var config = wanted.config(asking.app(), apps);
        var provider = providers.provider(config.provider());
        var info = info(asking, wanted, 0, null, null);
        return objectionToTask(info, provider)
                .or(() -> provider.objection(info))
                .or(() -> provider.steps(info).stream()
                        .flatMap(step -> Environment.objection(
                                step.line(), Variables.of(info, config, step.environment(), System.getenv()))
                                .stream())
                        .findFirst());
    }
}
