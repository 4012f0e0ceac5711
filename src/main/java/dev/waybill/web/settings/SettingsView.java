package dev.waybill.web.settings;

import dev.waybill.access.Caller;
import dev.waybill.access.Right;
import dev.waybill.apps.App;
import dev.waybill.apps.AppVersion;
import dev.waybill.apps.Apps;
import dev.waybill.apps.config.AppReader;
import dev.waybill.apps.config.Plugins;
import dev.waybill.apps.config.text.YamlTree;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.DeployStore;
import dev.waybill.spi.Time;
import dev.waybill.web.settings.AppSettings.Plan;
import dev.waybill.web.settings.AppSettings.ShownGroup;
import dev.waybill.web.settings.AppSettings.ShownPart;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Shows the settings of an app, as they are or as somebody edits them. Thread-safe. */
final class SettingsView {
    private static final int MOST_TOUCHED = 5;
    private static final Pattern LINE = Pattern.compile("line ([0-9]{1,9})\\b");

    private final Apps apps;
    private final AppReader reader;
    private final DeployStore deploys;
    private final Time time;

    SettingsView(Apps apps, AppReader reader, DeployStore deploys, Time time) {
        this.apps = apps;
        this.reader = reader;
        this.deploys = deploys;
        this.time = time;
    }

    /** As they are. */
    AppSettings of(App app, Caller caller) {
        var sheet = Sheet.of(app);
        var edit = new Edit(sheet, sheet.yaml(), new Apps.Draft(app.name(), app.config()), 200, Map.of(), Map.of());
        return of(app, edit, "", caller);
    }

    /** @param news what people should read first; empty for nothing */
    AppSettings of(App app, Edit edit, String news, Caller caller) {
        var before = Sheet.of(app);
        return new AppSettings(
                app,
                last(app),
                time.now(),
                parts(before, edit, reader.plugins()),
                lines(before, edit),
                edit.yaml(),
                edit.sheet().yaml(),
                edit.draft() == null ? Plan.NONE : plan(app, edit),
                sentences(edit),
                news,
                locked(app, caller),
                reader.warnings(app.config()));
    }

    private AppVersion last(App app) {
        return apps.versions(app, Integer.MAX_VALUE, 1).rows().getFirst();
    }

    /** Why a caller cannot change an app; empty if they can. */
    static String locked(App app, Caller caller) {
        if (app.isOfFile()) {
            return "%s belongs to the configuration file of the server; change it there, then run waybill reload"
                    .formatted(app.name());
        }
        return caller.may(Right.CONFIGURE, app.place()) ? "" : caller.lack(Right.CONFIGURE, app.place());
    }

    Plan plan(App app, Edit edit) {
        var changes = Change.between(Sheet.of(app), edit.sheet());
        var key = Integer.toHexString(31 * app.version() + edit.sheet().hashCode());
        return new Plan(changes, changes.isEmpty() ? List.of() : touched(app), key);
    }

    private List<String> touched(App app) {
        var waiting = deploys.unfinished().stream()
                .filter(deploy -> deploy.app().equals(app.id()) && deploy.state() instanceof Deploy.Pending)
                .toList();
        var sentences = new ArrayList<String>();
        waiting.stream()
                .limit(MOST_TOUCHED)
                .map(deploy -> "%s waits: what counts at once counts for it, and for the rest it keeps version %d"
                        .formatted(deploy.name(), deploy.appVersion()))
                .forEach(sentences::add);
        if (waiting.size() > MOST_TOUCHED) {
            sentences.add("So do %d more".formatted(waiting.size() - MOST_TOUCHED));
        }
        return sentences;
    }

    static List<ShownPart> parts(Sheet before, Edit edit, Plugins plugins) {
        return Parts.of(edit.sheet(), plugins).stream()
                .map(part -> new ShownPart(
                        part.id(),
                        part.title(),
                        part.hint(),
                        part.groups().stream()
                                .map(group -> new ShownGroup(
                                        group.title(),
                                        group.specs().stream()
                                                .map(spec -> field(before, edit, spec))
                                                .toList()))
                                .toList()))
                .toList();
    }

    private static Field field(Sheet before, Edit edit, Spec spec) {
        var value = edit.unreadable()
                .getOrDefault(spec.name(), spec.text(edit.sheet().at(spec.path())));
        return Field.of(spec, value, spec.text(before.at(spec.path())), error(edit, spec));
    }

    /** What is wrong with a field, or with what is in it; empty for nothing. */
    static String error(Edit edit, Spec spec) {
        var path = String.join(".", spec.path());
        return edit.mistakes().entrySet().stream()
                .filter(it -> it.getKey().equals(path)
                        || it.getKey().startsWith(path + ".") && spec.input() != Spec.Input.NAMES)
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    /** As they were in a version. */
    AppSettings restored(App app, int version, Caller caller) {
        var draft = new Apps.Draft(app.name(), apps.config(app.id(), version));
        return of(app, Edit.right(draft), "", caller);
    }

    private static List<Line> lines(Sheet before, Edit edit) {
        if (edit.draft() != null) {
            return Line.between(before.yaml(), edit.yaml());
        }
        var wrong = new HashMap<Integer, String>();
        edit.mistakes().forEach((path, why) -> wrong.putIfAbsent(line(edit, path), why));
        var texts = edit.yaml().lines().toList();
        return IntStream.range(0, texts.size())
                .mapToObj(i -> new Line(i + 1, "", texts.get(i), wrong.getOrDefault(i + 1, "")))
                .toList();
    }

    /** Each mistake, with its line in the YAML. */
    static List<String> sentences(Edit edit) {
        return edit.mistakes().entrySet().stream()
                .map(mistake -> {
                    var at = mistake.getKey().isEmpty() ? 0 : line(edit, mistake.getKey());
                    var where = mistake.getKey().isEmpty() ? "" : mistake.getKey() + ": ";
                    return at == 0
                            ? where + mistake.getValue()
                            : "line %d, %s%s".formatted(at, where, mistake.getValue());
                })
                .toList();
    }

    /** 0 if it is not known. */
    private static int line(Edit edit, String path) {
        var said = LINE.matcher(edit.mistakes().getOrDefault(path, ""));
        if (path.isEmpty()) {
            return said.lookingAt() ? Integer.parseInt(said.group(1)) : 0;
        }
        if (edit.unreadable().containsKey(Spec.name(path))) {
            return 0; // it stands in its field alone
        }
        try {
            var name = edit.sheet().name();
            return YamlTree.parse(edit.yaml()).line(path.equals("name") ? name : name + "." + path);
        } catch (YamlTree.Unreadable e) {
            return 0;
        }
    }
}
