package dev.waybill.web.settings;

import dev.waybill.apps.Apps;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was typed, as far as it can be read.
 *
 * @param sheet the configuration that it means, for the fields
 * @param yaml the text, for the YAML
 * @param draft what the app would be; null if there are mistakes
 * @param status of the answer in HTTP
 * @param mistakes by path; an empty one is for the whole
 * @param unreadable the fields that are not YAML: what was typed, by their names
 */
record Edit(
        Sheet sheet,
        String yaml,
        Apps.@Nullable Draft draft,
        int status,
        Map<String, String> mistakes,
        Map<String, String> unreadable) {
    static final int WRONG = 422;

    static Edit wrong(Sheet sheet, String yaml, Map<String, String> mistakes, Map<String, String> unreadable) {
        return new Edit(sheet, yaml, null, WRONG, mistakes, unreadable);
    }

    static Edit right(Apps.Draft draft) {
        var sheet = Sheet.of(draft.name(), draft.config());
        return new Edit(sheet, sheet.yaml(), draft, 200, Map.of(), Map.of());
    }

    Edit refused(int as, Map<String, String> why) {
        return new Edit(sheet, yaml, null, as, why, unreadable);
    }
}
