package dev.waybill.web.settings;

import dev.waybill.apps.config.Plugins;
import dev.waybill.apps.config.text.YamlTree;
import dev.waybill.web.frame.Fields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What people typed into the settings of an app: fields, YAML, or both.
 *
 * @param seen the version of the app that they saw
 * @param shown the YAML as the page had it
 * @param yaml the YAML as it is now
 * @param planned the plan that they saw; empty for none
 */
record Typed(int seen, String shown, String yaml, String planned, Fields fields) {
    static final String SEEN = "seen";
    static final String SHOWN = "shown";
    static final String YAML = "yaml";
    static final String PLANNED = "planned";

    static Typed of(Fields fields) {
        var seen = fields.find(SEEN).filter(it -> it.matches("[0-9]{1,9}")).orElse("0");
        return new Typed(
                Integer.parseInt(seen),
                text(fields, SHOWN),
                text(fields, YAML),
                fields.find(PLANNED).orElse(""),
                fields);
    }

    private static String text(Fields fields, String name) {
        return fields.all(name).stream().findFirst().orElse("").replace("\r\n", "\n");
    }

    /**
     * A configuration with what was typed into fields.
     *
     * @param unreadable the fields that are not YAML: what was typed, by their names
     * @param mistakes by path
     */
    record Filled(Sheet sheet, Map<String, String> unreadable, Map<String, String> mistakes) {}

    /**
     * Changes those values whose fields were changed.
     *
     * @param before the configuration from which the page was made
     * @param now the configuration that the YAML means
     */
    Filled fill(Sheet before, Sheet now, Plugins plugins) {
        var filled = now;
        var unreadable = new LinkedHashMap<String, String>();
        var mistakes = new LinkedHashMap<String, String>();
        for (var spec : changed(before, plugins).toList()) {
            var text = String.valueOf(typed(spec));
            try {
                filled = set(filled, spec, spec.read(text, filled.at(spec.path())));
            } catch (YamlTree.Unreadable e) {
                unreadable.put(spec.name(), text);
                mistakes.put(String.join(".", spec.path()), String.valueOf(e.getMessage()));
            }
        }
        return new Filled(filled, unreadable, mistakes);
    }

    private Stream<Spec> changed(Sheet before, Plugins plugins) {
        return Parts.specs(before, plugins).filter(spec -> {
            var text = typed(spec);
            return text != null && !text.equals(spec.text(before.at(spec.path())));
        });
    }

    /** Null if the field was not sent. */
    private @Nullable String typed(Spec spec) {
        return fields.all(spec.name()).stream().findFirst().map(Spec::lines).orElse(null);
    }

    /** Settings of another provider or code host would only be mistakes. */
    private static Sheet set(Sheet sheet, Spec spec, @Nullable Object value) {
        var path = spec.path();
        if (path.equals(List.of("provider"))) {
            return Parts.withoutProvider(sheet).with(path, value);
        }
        if (path.equals(List.of("via"))) {
            return sheet.with(List.of("forge"), null).with(path, value);
        }
        return value == null && path.getLast().equals(AutoSpecs.ON)
                ? sheet.with(path.subList(0, path.size() - 1), null)
                : sheet.with(path, value);
    }
}
