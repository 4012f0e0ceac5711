package dev.waybill.web.overview;

import dev.waybill.apps.Apps;
import dev.waybill.apps.Stars;
import dev.waybill.deploys.DeployStore;
import dev.waybill.lookups.Backlogs;
import dev.waybill.nodes.Nodes;
import dev.waybill.store.Db;
import dev.waybill.web.shown.DeployRows;

/** What the first page reads. */
public record Reads(
        Db db, Apps apps, DeployStore deploys, Nodes nodes, DeployRows rows, Backlogs backlogs, Stars stars) {}
