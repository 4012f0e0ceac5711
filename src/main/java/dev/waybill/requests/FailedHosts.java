package dev.waybill.requests;

import dev.waybill.apps.Apps;
import dev.waybill.commands.DeployInfos;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.DeployStore;
import dev.waybill.deploys.Report;
import dev.waybill.errors.Conflict;
import dev.waybill.providers.Providers;
import dev.waybill.spi.HostState;
import dev.waybill.store.Db;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the hosts on which a deploy did not succeed, for a retry on those only. Thread-safe. */
public final class FailedHosts {
    private final Db db;
    private final Apps apps;
    private final Providers providers;
    private final Wishes wishes;
    private final String url;

    /** @param url the address at which commands reach this server */
    public FailedHosts(Db db, Apps apps, Providers providers, Wishes wishes, String url) {
        this.db = db;
        this.apps = apps;
        this.providers = providers;
        this.wishes = wishes;
        this.url = url;
    }

    /**
     * Restricts a retry to failed hosts, if it is to be; anything else stays what it is.
     *
     * @throws Conflict if they are not known, or the others may have another version by now
     */
    Wanted narrow(Asking asking, Wanted wanted) {
        if (!(asking.request().target() instanceof Target.Again(var old, var isPartial)) || !isPartial) {
            return wanted;
        }
        objection(asking, wanted, old).ifPresent(why -> {
            throw new Conflict(
                    "conflict", "%s; to deploy to all hosts again: waybill retry %s".formatted(why, old.name()));
        });
        return wanted.on(failed(old));
    }

    /** Also those of its own retry that it never reported. */
    private static List<String> failed(Deploy old) {
        var reported = old.report().hosts();
        return Stream.concat(old.hosts().stream(), reported.keySet().stream())
                .distinct()
                .filter(host -> reported.get(host) != HostState.OK)
                .toList();
    }

    private Optional<String> objection(Asking asking, Wanted wanted, Deploy old) {
        var name = old.name();
        var config = wanted.config(asking.app(), apps);
        var now = providers
                .provider(config.provider())
                .hosts(wishes.info(asking, wanted, old.number(), old.sha(), old.previousSha()));
        if (now.isEmpty()) {
            return Optional.of("the provider %s always deploys to all hosts".formatted(config.provider()));
        }
        var hosts = old.report().hosts();
        if (hosts.isEmpty() && old.hosts().isEmpty()) {
            return Optional.of("nothing was reported about the hosts of " + name);
        }
        if (hosts.size() >= Report.MOST_HOSTS) {
            return Optional.of("only the first %d hosts of %s are known".formatted(Report.MOST_HOSTS, name));
        }
        if (failed(old).isEmpty()) {
            return Optional.of("no host of %s has failed".formatted(name));
        }
        if (!now.equals(before(old))) {
            return Optional.of(
                    "the configuration of %s chooses other hosts since %s".formatted(old.environment(), name));
        }
        return db.read(handle -> DeployStore.startedSince(handle, old, old.id()))
                .map(newer -> "%s has started since %s ended, so hosts may have another version by now; retry that one"
                        .formatted(newer.name(), name));
    }

    /** What chose its hosts; empty if nothing did. */
    private Optional<List<String>> before(Deploy old) {
        var config = apps.config(old.app(), old.appVersion());
        return providers.provider(config.provider()).hosts(DeployInfos.of(old, config, url));
    }
}
