package dev.waybill.web.settings;

import dev.waybill.access.Caller;
import dev.waybill.access.Place;
import dev.waybill.access.Right;
import dev.waybill.errors.Conflict;
import dev.waybill.errors.Invalid;
import dev.waybill.spi.Setting;
import dev.waybill.web.frame.Action;
import dev.waybill.web.frame.Fields;
import dev.waybill.web.frame.Frame;
import dev.waybill.web.frame.Heading;
import dev.waybill.web.frame.Page;
import dev.waybill.web.frame.PageGroup;
import dev.waybill.web.frame.Section;
import dev.waybill.web.frame.Visit;
import io.javalin.config.RoutesConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** {@code /apps/new}: adds an app, by a form or as YAML. */
public final class NewAppPages implements PageGroup {
    private static final String PATH = "/apps/new";
    private static final String PROVIDER = "provider";
    private static final String CONFIG = "provider_config";
    private static final String ENVIRONMENTS = "environments";
    private static final String SHELL = "shell";
    private static final String BY = "by";
    private static final String AS_YAML = "yaml";

    private final Editor editor;

    NewAppPages(Editor editor) {
        this.editor = editor;
    }

    @Override
    public void pages(RoutesConfig routes, Frame frame) {
        frame.page(routes, PATH, this::show);
        frame.action(routes, PATH, this::create);
    }

    /**
     * The page.
     *
     * @param by how the app is described: {@code form}, {@code yaml}, {@code cli} or {@code api}
     * @param fields of the form
     * @param shown the YAML that the fields mean
     * @param mistakes sentences about what is wrong and has no field
     * @param locked why the reader cannot add an app; empty if they can
     */
    public record NewApp(
            String by,
            String provider,
            List<String> providers,
            List<Field> fields,
            String yaml,
            String shown,
            List<String> mistakes,
            String locked) {}

    private Page show(Visit visit) {
        var by = visit.query(BY).orElse("form");
        var provider = visit.query(PROVIDER).orElse(SHELL);
        var sheet = by.equals(AS_YAML) ? example(provider) : empty(provider);
        return page(by, new Edit(sheet, sheet.yaml(), null, 200, Map.of(), Map.of()), visit.caller());
    }

    private static Sheet empty(String provider) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("repository", "");
        tree.put(PROVIDER, provider);
        tree.put(ENVIRONMENTS, Map.of("production", Map.of()));
        return new Sheet("", tree);
    }

    private Sheet example(String provider) {
        var config = new LinkedHashMap<String, Object>();
        required(provider).forEach(setting -> config.put(setting.name(), setting.example()));
        return empty(provider)
                .with(List.of("name"), "shop")
                .with(List.of("repository"), "git@github.com:acme/shop.git")
                .with(List.of(CONFIG), config);
    }

    private List<Setting> required(String provider) {
        return editor.plugins().providerSettings(provider).stream()
                .filter(Setting::required)
                .toList();
    }

    private Page page(String by, Edit edit, Caller caller) {
        var provider = String.valueOf(edit.sheet().tree().getOrDefault(PROVIDER, SHELL));
        var fields = Parts.specs(edit.sheet(), editor.plugins())
                .filter(spec -> isAsked(spec, provider))
                .map(spec -> field(spec, edit))
                .toList();
        var locked =
                caller.may(Right.CONFIGURE, Place.EVERYWHERE) ? "" : caller.lack(Right.CONFIGURE, Place.EVERYWHERE);
        var page = new NewApp(
                by,
                provider,
                editor.plugins().providerNames(),
                fields,
                edit.yaml(),
                edit.sheet().yaml(),
                mistakes(by, edit, fields),
                locked);
        return Page.of(new Heading("Add an app", Section.OVERVIEW, "/api/0/apps/"), "settings/new.jte", page);
    }

    /** All of a file; of a form, those that stand at none of its fields. */
    private static List<String> mistakes(String by, Edit edit, List<Field> fields) {
        var shown = fields.stream().map(Field::error).toList();
        return by.equals(AS_YAML)
                ? SettingsView.sentences(edit)
                : edit.mistakes().values().stream()
                        .filter(it -> !shown.contains(it))
                        .toList();
    }

    private boolean isAsked(Spec spec, String provider) {
        var isOfApp = List.of("name", "repository", ENVIRONMENTS).contains(String.join(".", spec.path()));
        return isOfApp
                || spec.path().getFirst().equals(CONFIG)
                        && required(provider).stream()
                                .anyMatch(it -> it.name().equals(spec.path().getLast()));
    }

    private static Field field(Spec spec, Edit edit) {
        var value = edit.unreadable()
                .getOrDefault(spec.name(), spec.text(edit.sheet().at(spec.path())));
        return Field.of(asked(spec), value, value, SettingsView.error(edit, spec));
    }

    /** An app that is new has no history that a name could keep. */
    private static Spec asked(Spec spec) {
        return spec.path().equals(List.of("name"))
                ? new Spec(spec.path(), spec.label(), "Lower case, such as shop", spec.input(), spec.choices())
                : spec;
    }

    private Action.Result create(Visit visit, Fields fields) {
        visit.caller().require(Right.CONFIGURE, Place.EVERYWHERE);
        var by = fields.find(BY).orElse("form");
        var edit = editor.edit(null, Typed.of(fields), visit.caller());
        if (edit.draft() == null) {
            return new Action.Again(edit.status(), page(by, edit, visit.caller()));
        }
        try {
            var app = editor.create(Objects.requireNonNull(edit.draft()), visit.caller());
            return new Action.Done("/apps/" + app.name(), "%s was added".formatted(app.name()));
        } catch (Conflict e) {
            return new Action.Again(409, page(by, edit.refused(409, Map.of("name", e.sentence())), visit.caller()));
        } catch (Invalid e) {
            return new Action.Again(
                    Edit.WRONG, page(by, edit.refused(Edit.WRONG, Map.of("", e.sentence())), visit.caller()));
        }
    }
}
