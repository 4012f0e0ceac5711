package dev.waybill.web.settings;

import dev.waybill.access.Caller;
import dev.waybill.access.Place;
import dev.waybill.access.Right;
import dev.waybill.apps.App;
import dev.waybill.apps.Apps;
import dev.waybill.apps.InputLimit;
import dev.waybill.apps.ServerReferences;
import dev.waybill.apps.config.AppNames;
import dev.waybill.apps.config.AppReader;
import dev.waybill.apps.config.Plugins;
import dev.waybill.errors.Conflict;
import dev.waybill.errors.Invalid;
import dev.waybill.errors.ServiceException;
import dev.waybill.http.Problems;
import dev.waybill.store.Tx;
import dev.waybill.web.frame.PageSentences;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what people typed into the settings of an app, and saves it: with the same checks as the API. Thread-safe. */
final class Editor {
    private static final String CHANGED = "changed_since_seen";

    private final Apps apps;
    private final AppReader reader;
    private final InputLimit limit;
    private final ServerReferences references;

    Editor(Apps apps, AppReader reader, InputLimit limit, ServerReferences references) {
        this.apps = apps;
        this.reader = reader;
        this.limit = limit;
        this.references = references;
    }

    Plugins plugins() {
        return reader.plugins();
    }

    /** @param app as it is now; null for a new one */
    Edit edit(@Nullable App app, Typed typed, Caller caller) {
        Sheet base;
        try {
            base = Sheet.parse(typed.yaml()).unmasked(app);
        } catch (Sheet.Unreadable e) {
            return unreadable(app, typed, String.valueOf(e.getMessage()));
        }
        var filled = typed.fill(shown(app, typed), normal(app, base), plugins());
        var edit = read(filled);
        if (edit.draft() != null && app != null && typed.seen() != app.version()) {
            edit = merged(app, typed.seen(), edit.draft());
        }
        return permitted(edit, app, caller);
    }

    private Edit unreadable(@Nullable App app, Typed typed, String why) {
        var shown = shown(app, typed);
        var filled = typed.fill(shown, shown, plugins());
        var mistakes = new LinkedHashMap<>(Map.of("", why));
        mistakes.putAll(filled.mistakes());
        return Edit.wrong(filled.sheet(), typed.yaml(), mistakes, filled.unreadable());
    }

    private static Sheet shown(@Nullable App app, Typed typed) {
        try {
            return Sheet.parse(typed.shown());
        } catch (Sheet.Unreadable e) {
            return app == null ? new Sheet("", Map.of()) : Sheet.of(app);
        }
    }

    /** In the long form, if it has no mistakes. */
    private Sheet normal(@Nullable App app, Sheet sheet) {
        var read = reader.read(sheet.tree());
        return read.mistakes().isEmpty() ? Sheet.of(sheet.name(), read.config()).unmasked(app) : sheet;
    }

    private Edit read(Typed.Filled filled) {
        var sheet = filled.sheet();
        var mistakes = new LinkedHashMap<>(filled.mistakes());
        AppNames.objection(sheet.name()).ifPresent(why -> mistakes.put("name", why));
        var read = reader.read(sheet.tree());
        read.mistakes().forEach(mistake -> mistakes.putIfAbsent(mistake.path(), mistake.message()));
        return mistakes.isEmpty()
                ? Edit.right(new Apps.Draft(sheet.name(), read.config()))
                : Edit.wrong(sheet, sheet.yaml(), mistakes, filled.unreadable());
    }

    /** What was typed on top of what others have changed meanwhile. */
    private Edit merged(App app, int seen, Apps.Draft mine) {
        var base = Sheet.of(app.name(), apps.config(app.id(), seen));
        var merged = Sheet.merged(base, Sheet.of(mine.name(), mine.config()), Sheet.of(app));
        return read(new Typed.Filled(merged.unmasked(app), Map.of(), Map.of()));
    }

    private Edit permitted(Edit edit, @Nullable App app, Caller caller) {
        if (edit.draft() == null) {
            return edit;
        }
        try {
            require(edit.draft(), app, caller);
            return edit;
        } catch (Invalid e) {
            return edit.refused(Edit.WRONG, e.details().isEmpty() ? Map.of("", e.sentence()) : e.details());
        } catch (ServiceException e) {
            return edit.refused(Problems.status(e), Map.of("", PageSentences.told(e.sentence())));
        }
    }

    /** Only those who can read all apps may learn which names are taken. */
    private void require(Apps.Draft after, @Nullable App app, Caller caller) {
        if (app != null && after.isSame(new Apps.Draft(app.name(), app.config()))) {
            return;
        }
        if (app != null) {
            caller.require(Right.CONFIGURE, app.place());
        }
        if (app == null || !after.name().equals(app.name())) {
            caller.require(Right.CONFIGURE, Place.EVERYWHERE);
        }
        var before = app == null ? null : app.config();
        limit.require(after.config(), before);
        references.check(caller, before, after.config());
    }

    App create(Apps.Draft draft, Caller caller) {
        require(draft, null, caller);
        return apps.create(draft, caller.user());
    }

    /**
     * Saves a change.
     *
     * @param seen the app as the change was made for
     * @throws Conflict that {@link #isOutdated} recognizes, if the app has changed since
     */
    App save(App seen, Apps.Draft draft, Caller caller) {
        return apps.change(
                seen.name(),
                before -> {
                    require(draft, seen, caller);
                    return draft;
                },
                caller.user(),
                new Apps.Alongside() {
                    @Override
                    public void look(Tx tx, App now) {
                        if (now.version() != seen.version() || !now.name().equals(seen.name())) {
                            throw new Conflict(CHANGED, "%s was changed meanwhile".formatted(seen.name()));
                        }
                    }

                    @Override
                    public void write(Tx tx, App changed) {}
                });
    }

    static boolean isOutdated(Conflict conflict) {
        return conflict.name().equals(CHANGED);
    }
}
