package dev.waybill.web.settings;

import dev.waybill.access.Caller;
import dev.waybill.access.Right;
import dev.waybill.apps.App;
import dev.waybill.apps.Apps;
import dev.waybill.errors.Conflict;
import dev.waybill.errors.Invalid;
import dev.waybill.notify.Samples;
import dev.waybill.web.frame.Action;
import dev.waybill.web.frame.Fields;
import dev.waybill.web.frame.Frame;
import dev.waybill.web.frame.Heading;
import dev.waybill.web.frame.Page;
import dev.waybill.web.frame.PageGroup;
import dev.waybill.web.frame.Section;
import dev.waybill.web.frame.Visit;
import dev.waybill.web.settings.AppSettings.Plan;
import io.javalin.config.RoutesConfig;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code /apps/{app}/settings}: all settings, and a plan of a change before it is made. */
final class AppSettingsPages implements PageGroup {
    private static final String PATH = "/apps/{app}/settings";
    /** The parameter with the version to restore. */
    static final String RESTORE = "restore";

    private static final String OUTDATED =
            "Others have changed %s meanwhile. What you changed now stands on top of version %d";
    private static final String UNSEEN = "You have changed more since you saw the plan; here is the new one";

    private final Apps apps;
    private final Editor editor;
    private final SettingsView view;
    private final Samples samples;

    AppSettingsPages(Apps apps, Editor editor, SettingsView view, Samples samples) {
        this.apps = apps;
        this.editor = editor;
        this.view = view;
        this.samples = samples;
    }

    @Override
    public void pages(RoutesConfig routes, Frame frame) {
        frame.page(routes, PATH, this::show);
        frame.action(routes, PATH, this::change);
    }

    /** The app that a path names, for a caller with permission to read it. */
    static App find(Apps apps, Visit visit) {
        var name = visit.name("app");
        var app = apps.app(name);
        visit.caller().require(Right.READ, app.place(), () -> Apps.noSuchApp(name));
        return app;
    }

    private Page show(Visit visit) {
        var app = find(apps, visit);
        var restored = visit.query(RESTORE);
        return page(
                restored.isEmpty()
                        ? view.of(app, visit.caller())
                        : view.restored(app, VersionPages.number(app, restored.get()), visit.caller()));
    }

    private static Page page(AppSettings settings) {
        var app = settings.app().name();
        var heading = new Heading("Settings of " + app, Section.NONE, "/api/0/apps/%s/".formatted(app));
        return Page.of(heading, "settings/app.jte", settings);
    }

    private Action.Result change(Visit visit, Fields fields) throws InterruptedException {
        var app = find(apps, visit);
        visit.caller().require(Right.CONFIGURE, app.place());
        var typed = Typed.of(fields);
        var edit = editor.edit(app, typed, visit.caller());
        var isOutdated = typed.seen() != app.version();
        if (edit.draft() == null) {
            return again(app, edit, edit.status(), "", visit.caller());
        }
        if (isOutdated) {
            return outdated(app, edit, visit.caller());
        }
        if (typed.planned().isEmpty()) {
            return again(app, edit, 200, "", visit.caller());
        }
        return typed.planned().equals(view.plan(app, edit).key())
                ? apply(app, edit, typed, visit.caller())
                : again(app, edit, Edit.WRONG, UNSEEN, visit.caller());
    }

    private Action.Result again(App app, Edit edit, int status, String news, Caller caller) {
        return new Action.Again(status, page(view.of(app, edit, news, caller)));
    }

    private Action.Result outdated(App app, Edit edit, Caller caller) {
        return again(app, edit, 409, OUTDATED.formatted(app.name(), app.version()), caller);
    }

    private Action.Result apply(App app, Edit edit, Typed typed, Caller caller) throws InterruptedException {
        var draft = Objects.requireNonNull(edit.draft());
        try {
            var saved = editor.save(app, draft, caller);
            return new Action.Done(
                    "/apps/%s/settings".formatted(saved.name()), notice(app, saved, view.plan(app, edit)));
        } catch (Conflict e) {
            if (!Editor.isOutdated(e)) {
                return again(app, edit.refused(409, Map.of("", e.sentence())), 409, "", caller);
            }
            var now = apps.app(app.id());
            var rebased = editor.edit(now, typed, caller);
            return rebased.draft() == null ? again(now, rebased, 409, "", caller) : outdated(now, rebased, caller);
        } catch (Invalid e) {
            return again(app, edit.refused(Edit.WRONG, Map.of("", e.sentence())), Edit.WRONG, "", caller);
        }
    }

    /** With what the receivers of changed notifiers object to. */
    private String notice(App before, App saved, Plan plan) throws InterruptedException {
        var isSame = before.config().notifiers().equals(saved.config().notifiers());
        var objections = isSame ? List.<String>of() : samples.objections(saved);
        return plan.isEmpty()
                ? "Nothing to change"
                : Stream.concat(
                                Stream.of("%s applied; %s now has version %d"
                                        .formatted(plan.count(), saved.name(), saved.version())),
                                objections.stream())
                        .collect(Collectors.joining(". "));
    }
}
