package dev.waybill.deploys;

import dev.waybill.access.Access;
import dev.waybill.apps.Apps;
import dev.waybill.apps.ServerFiles;
import dev.waybill.events.Events;
import dev.waybill.gates.Locks;
import dev.waybill.hosts.Hosts;
import dev.waybill.logs.Logs;
import dev.waybill.providers.Providers;
import dev.waybill.runs.Runs;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import dev.waybill.workspaces.Sources;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;

/**
 * What deploys are made of: one value for the classes that bring a deploy from its request to its end.
 *
 * @param threads makes what runs each task on a thread of its own
 * @param url where people and commands reach this server
 * @param whenGone what to do when this node was declared gone while it lives; returns at once
 */
public record Parts(
        Db db,
        Events events,
        Access access,
        Apps apps,
        ServerFiles files,
        Hosts hosts,
        Locks locks,
        Sources sources,
        Runs runs,
        Logs logs,
        Providers providers,
        Node node,
        Nodes nodes,
        Time time,
        Supplier<ExecutorService> threads,
        String url,
        Runnable whenGone) {}
