package dev.waybill.web.settings;

import dev.waybill.apps.config.Difference;
import dev.waybill.errors.Excerpt;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A value that a plan changes.
 *
 * @param sign plus, minus or tilde
 * @param before empty if it was not set
 * @param after empty if it is removed
 * @param when when it counts
 */
public record Change(String sign, String path, String before, String after, String when) {
    /** A deploy keeps the version of the configuration with which it was requested; these are read anew for each question. */
    private static final Pattern AT_ONCE =
            Pattern.compile("name|default_environment|via|forge.*|pool|notifiers|paths|mark.*|change_labels"
                    + "|environments\\.[^.]+(\\.[^.]+)*\\.(auto|pool).*");

    static List<Change> between(Sheet before, Sheet after) {
        var changes = new ArrayList<Change>();
        if (!before.name().equals(after.name())) {
            changes.add(of(new Difference("name", before.name(), after.name())));
        }
        Difference.between(before.tree(), after.tree()).stream().map(Change::of).forEach(changes::add);
        return changes;
    }

    static Change of(Difference difference) {
        var sign = difference.before() == null ? "+" : difference.after() == null ? "−" : "~";
        var when = AT_ONCE.matcher(difference.path()).matches() ? "at once" : "from the next request on";
        return new Change(sign, difference.path(), text(difference.before()), text(difference.after()), when);
    }

    private static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case String text -> Excerpt.of(text);
            default -> Excerpt.of(JsonMapper.shared().writeValueAsString(value));
        };
    }
}
