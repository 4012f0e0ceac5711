package dev.waybill;

import dev.waybill.apps.ServerReferences;
import dev.waybill.deploys.AppRemoval;
import dev.waybill.web.frame.PageGroup;
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
        return List.of(SettingsPages.of(
                foundation.apps(),
                engine.deploys(),
                new AppRemoval(foundation.db(), foundation.apps()),
                engine.samples(),
                new SettingsPages.Reading(
                        configuration.reader(), configuration.limit(), new ServerReferences(site.files())),
                foundation.time()));
    }
}
