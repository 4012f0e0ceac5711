package dev.waybill;

import dev.waybill.apps.ServerFiles;
import dev.waybill.deliveries.Courier;
import dev.waybill.deploys.Node;
import dev.waybill.forge.Forges;
import dev.waybill.nodes.Nodes;
import dev.waybill.notify.Subscriptions;
import dev.waybill.origins.Origins;
import dev.waybill.providers.Providers;
import dev.waybill.runs.Runs;
import dev.waybill.spi.Check;
import dev.waybill.spi.Notifier;
import dev.waybill.watches.Demand;
import dev.waybill.watches.RefSource;
import dev.waybill.workspaces.Caches;
import dev.waybill.workspaces.Sources;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * This machine and what it reaches: commands, repositories, files. Only for wiring: never passed to other classes.
 *
 * @param shortage says it if there is too little disk space to start a deploy
 * @param checks the kinds of checks that are looked at
 * @param couriers who tells other systems about events
 * @param notifiers which tell other systems about events
 * @param forges the code hosts of apps
 * @param origins where commits come from
 * @param demand which refs are watched
 * @param refs looks at them
 * @param url the server's public URL
 */
public record Site(
        Node node,
        Nodes nodes,
        Sources sources,
        Caches caches,
        Supplier<Optional<String>> shortage,
        Runs runs,
        ServerFiles files,
        Providers providers,
        List<Check> checks,
        List<Courier> couriers,
        Notifiers notifiers,
        Forges forges,
        Origins origins,
        Demand demand,
        RefSource refs,
        String url) {
    /**
     * Notifiers.
     *
     * @param kinds all kinds
     * @param configured which are told
     */
    public record Notifiers(List<Notifier> kinds, Subscriptions configured) {
        public static final Notifiers NONE = new Notifiers(List.of(), new Subscriptions(List.of()));
    }
}
