package dev.waybill;

import dev.waybill.apps.ServerFiles;
import dev.waybill.deploys.Node;
import dev.waybill.nodes.Nodes;
import dev.waybill.providers.Providers;
import dev.waybill.runs.Runs;
import dev.waybill.workspaces.Sources;

/**
 * This machine and what it reaches: commands, repositories, files. Only for wiring: never passed to other classes.
 *
 * @param url the server's public URL
 */
public record Site(
        Node node, Nodes nodes, Sources sources, Runs runs, ServerFiles files, Providers providers, String url) {}
