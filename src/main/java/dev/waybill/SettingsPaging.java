package dev.waybill;

import dev.waybill.apps.AppsFile;
import dev.waybill.apps.ServerReferences;
import dev.waybill.deliveries.Deliveries;
import dev.waybill.deploys.AppRemoval;
import dev.waybill.web.automation.AutomationPages;
import dev.waybill.web.frame.PageGroup;
import dev.waybill.web.server.ConfigurationPages;
import dev.waybill.web.server.DeliveryPages;
import dev.waybill.web.server.HealthPages;
import dev.waybill.web.server.HostPages;
import dev.waybill.web.server.NodePages;
import dev.waybill.web.server.NotifierPages;
import dev.waybill.web.server.ServerPages;
import dev.waybill.web.server.TokenPages;
import dev.waybill.web.server.WorkspacePages;
import dev.waybill.web.settings.SettingsPages;
import java.util.List;

/** Wires the pages of settings. */
final class SettingsPaging {
    private final Foundation foundation;
    private final Site site;
    private final Engine engine;

    SettingsPaging(Foundation foundation, Site site, Engine engine) {
        this.foundation = foundation;
        this.site = site;
        this.engine = engine;
    }

    List<PageGroup> all(Doors.Configuration configuration) {
        return List.of(
                ofApps(configuration),
                ofTheServer(configuration.file()),
                new AutomationPages(foundation.apps(), engine.looking().automatic()));
    }

    private PageGroup ofApps(Doors.Configuration configuration) {
        return SettingsPages.of(
                foundation.apps(),
                engine.deploys(),
                new AppRemoval(foundation.db(), foundation.apps()),
                engine.samples(),
                new SettingsPages.Reading(
                        configuration.reader(), configuration.limit(), new ServerReferences(site.files())),
                foundation.time());
    }

    private PageGroup ofTheServer(AppsFile file) {
        var db = foundation.db();
        var time = foundation.time();
        var apps = foundation.apps();
        var nodes = site.nodes();
        return new ServerPages(List.of(
                new TokenPages(foundation.access().tokens(), apps, time),
                new NotifierPages(apps, engine.samples()),
                new DeliveryPages(new Deliveries(db, time), time),
                new HostPages(foundation.hosts(), time),
                new NodePages(nodes, engine.waiting().outlook(), time),
                new WorkspacePages(engine.running().kept().keeping(), nodes, time),
                new ConfigurationPages(file),
                new HealthPages(db, apps, nodes, site.forges(), time)));
    }
}
