package dev.waybill.web.settings;

import dev.waybill.access.Right;
import dev.waybill.apps.App;
import dev.waybill.apps.Apps;
import dev.waybill.deploys.AppRemoval;
import dev.waybill.errors.Conflict;
import dev.waybill.web.frame.Action;
import dev.waybill.web.frame.Fields;
import dev.waybill.web.frame.Frame;
import dev.waybill.web.frame.Heading;
import dev.waybill.web.frame.Page;
import dev.waybill.web.frame.PageGroup;
import dev.waybill.web.frame.Section;
import dev.waybill.web.frame.Visit;
import io.javalin.config.RoutesConfig;

/** {@code /apps/{app}/settings/remove}: removes an app once its name was typed. */
public final class RemovePages implements PageGroup {
    private static final String PATH = "/apps/{app}/settings/remove";

    private final Apps apps;
    private final AppRemoval removal;

    RemovePages(Apps apps, AppRemoval removal) {
        this.apps = apps;
        this.removal = removal;
    }

    @Override
    public void pages(RoutesConfig routes, Frame frame) {
        frame.page(routes, PATH, visit -> page(AppSettingsPages.find(apps, visit), visit, ""));
        frame.action(routes, PATH, this::remove);
    }

    /**
     * The page.
     *
     * @param locked why the app cannot be removed, as a sentence; empty if it can
     * @param error what is wrong with the name that was typed; empty for nothing
     */
    public record Removal(App app, String locked, String error) {}

    private static Page page(App app, Visit visit, String error) {
        var heading = new Heading("Remove " + app.name(), Section.NONE, "");
        var locked = app.retiredAt() == null || !visit.caller().may(Right.CONFIGURE, app.place())
                ? SettingsView.locked(app, visit.caller())
                : ""; // the file has given it up
        return Page.of(heading, "settings/remove.jte", new Removal(app, locked, error));
    }

    private Action.Result remove(Visit visit, Fields fields) {
        var app = AppSettingsPages.find(apps, visit);
        visit.caller().require(Right.CONFIGURE, app.place());
        if (!fields.find("name").orElse("").equals(app.name())) {
            return new Action.Again(Edit.WRONG, page(app, visit, "Type %s to remove it".formatted(app.name())));
        }
        try {
            removal.remove(app, visit.caller().user(), tx -> {});
            return new Action.Done("/", "%s was removed, with all its deploys".formatted(app.name()));
        } catch (Conflict e) {
            return new Action.Again(409, page(app, visit, e.sentence()));
        }
    }
}
