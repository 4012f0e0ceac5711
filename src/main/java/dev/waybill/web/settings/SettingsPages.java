package dev.waybill.web.settings;

import dev.waybill.apps.Apps;
import dev.waybill.apps.InputLimit;
import dev.waybill.apps.ServerReferences;
import dev.waybill.apps.config.AppReader;
import dev.waybill.deploys.AppRemoval;
import dev.waybill.deploys.DeployStore;
import dev.waybill.notify.Samples;
import dev.waybill.spi.Time;
import dev.waybill.web.frame.Frame;
import dev.waybill.web.frame.PageGroup;
import io.javalin.config.RoutesConfig;
import java.util.List;

/** The settings of apps. Its paths come before those of environments, whose names could be the same words. */
public final class SettingsPages implements PageGroup {
    private final List<PageGroup> groups;

    private SettingsPages(List<PageGroup> groups) {
        this.groups = groups;
    }

    /** How configurations are read. */
    public record Reading(AppReader reader, InputLimit limit, ServerReferences references) {}

    public static SettingsPages of(
            Apps apps, DeployStore deploys, AppRemoval removal, Samples samples, Reading reading, Time time) {
        var editor = new Editor(apps, reading.reader(), reading.limit(), reading.references());
        var view = new SettingsView(apps, reading.reader(), deploys, time);
        return new SettingsPages(List.of(
                new NewAppPages(editor),
                new VersionPages(apps, time),
                new RemovePages(apps, removal),
                new AppSettingsPages(apps, editor, view, samples)));
    }

    @Override
    public void pages(RoutesConfig routes, Frame frame) {
        groups.forEach(group -> group.pages(routes, frame));
    }
}
