package dev.waybill.apps.config;

import dev.waybill.vcs.globs.Glob;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the settings about an app's changes. */
final class ChangeReader {
    /** A bound, because every file of every comparison is matched against all of them. */
    private static final int MOST = 100;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,63}");
    private static final Pattern LABEL = Pattern.compile("[^\\p{Cc},\\[\\]]{1,63}");

    private ChangeReader() {}

    static ChangeConfig read(Section app) {
        return new ChangeConfig(
                globs(app, "paths"),
                marks(app),
                texts(app, "change_labels", app.value("change_labels"), ChangeReader::objectionToLabel));
    }

    /** One pattern for paths, or a list of them. */
    static List<String> globs(Section section, String key) {
        return texts(section, key, section.value(key), Glob::objection);
    }

    private static Map<String, List<String>> marks(Section app) {
        var marks = new LinkedHashMap<String, List<String>>();
        app.map("mark", "an object of patterns for paths by name, such as {\"migrations\": \"db/**\"}")
                .forEach((name, globs) -> {
                    var key = "mark." + name;
                    if (!NAME.matcher(name).matches()) {
                        app.mistake(
                                key,
                                "\"%s\" cannot be the name of a mark; use letters, digits, _, dot and dash"
                                        .formatted(name));
                    }
                    marks.put(name, texts(app, key, globs, Glob::objection));
                });
        if (marks.size() > MOST) {
            app.mistake("mark", "must have at most %d names".formatted(MOST));
        }
        return marks;
    }

    /** One text, or a list of texts. */
    private static List<String> texts(
            Section app, String key, @Nullable Object value, Function<String, Optional<String>> objection) {
        var texts = new ArrayList<String>();
        var index = 0;
        for (var each : value == null ? List.of() : value instanceof List<?> list ? list : List.of(value)) {
            var path = value instanceof List<?> ? key + "." + index++ : key;
            if (Section.isPlain(each)) {
                var text = String.valueOf(each);
                objection.apply(text).ifPresent(why -> app.mistake(path, "\"%s\" %s".formatted(text, why)));
                texts.add(text);
            } else {
                app.mistake(path, "must be text; give one text, or a list of texts");
            }
        }
        if (texts.size() > MOST) {
            app.mistake(key, "must have at most %d texts".formatted(MOST));
        }
        return texts;
    }

    private static Optional<String> objectionToLabel(String label) {
        return LABEL.matcher(label).matches() && label.equals(label.strip())
                ? Optional.empty()
                : Optional.of("cannot be a label; use up to 63 letters, without commas and brackets");
    }
}
