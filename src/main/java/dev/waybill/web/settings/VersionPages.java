package dev.waybill.web.settings;

import dev.waybill.apps.App;
import dev.waybill.apps.AppVersion;
import dev.waybill.apps.Apps;
import dev.waybill.errors.NotFound;
import dev.waybill.spi.Time;
import dev.waybill.web.frame.Frame;
import dev.waybill.web.frame.Heading;
import dev.waybill.web.frame.Page;
import dev.waybill.web.frame.PageGroup;
import dev.waybill.web.frame.Section;
import dev.waybill.web.frame.Visit;
import io.javalin.config.RoutesConfig;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code /apps/{app}/settings/versions}: who changed what, and a way back. */
public final class VersionPages implements PageGroup {
    private static final int SHOWN = 20;

    private final Apps apps;
    private final Time time;

    VersionPages(Apps apps, Time time) {
        this.apps = apps;
        this.time = time;
    }

    @Override
    public void pages(RoutesConfig routes, Frame frame) {
        frame.page(routes, "/apps/{app}/settings/versions", this::show);
    }

    /**
     * The page.
     *
     * @param locked why nothing can be restored, as a sentence; empty if it can
     * @param before where older versions continue; 0 if there are none
     */
    public record Versions(App app, List<Version> versions, Instant now, String locked, int before) {}

    /** A version, with what it changed. */
    public record Version(AppVersion version, List<Change> changes) {}

    private Page show(Visit visit) {
        var app = AppSettingsPages.find(apps, visit);
        var before = visit.query("before").map(it -> number(app, it)).orElse(Integer.MAX_VALUE);
        var slice = apps.versions(app, before, SHOWN + 1);
        var found = slice.rows();
        var shown = found.stream().limit(SHOWN).toList();
        var versions = new ArrayList<Version>();
        for (var i = 0; i < shown.size(); i++) {
            versions.add(new Version(shown.get(i), changes(app, shown.get(i), found.subList(i + 1, found.size()))));
        }
        var isMore = slice.goesOn() || found.size() > shown.size();
        var next = isMore ? shown.getLast().version() : 0;
        var heading =
                new Heading("Versions of " + app.name(), Section.NONE, "/api/0/apps/%s/history/".formatted(app.name()));
        return Page.of(
                heading,
                "settings/versions.jte",
                new Versions(app, versions, time.now(), SettingsView.locked(app, visit.caller()), next));
    }

    /** Reads the version before unless it is at hand. */
    private List<Change> changes(App app, AppVersion version, List<AppVersion> older) {
        var name = app.name();
        var before = version.version() == 1
                ? new Sheet(name, Map.of())
                : Sheet.of(
                        name,
                        older.isEmpty()
                                ? apps.config(app.id(), version.version() - 1)
                                : older.getFirst().config());
        return Change.between(before, Sheet.of(name, version.config()));
    }

    /** @throws NotFound if the app has no such version */
    static int number(App app, String text) {
        if (text.matches("[1-9][0-9]{0,8}") && Integer.parseInt(text) <= app.version()) {
            return Integer.parseInt(text);
        }
        throw new NotFound(
                "invalid_resource", "%s has no such version; its newest is %d".formatted(app.name(), app.version()));
    }
}
