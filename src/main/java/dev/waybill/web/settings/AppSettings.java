package dev.waybill.web.settings;

import dev.waybill.apps.App;
import dev.waybill.apps.AppVersion;
import java.time.Instant;
import java.util.List;

/**
 * The page with the settings of an app.
 *
 * @param last the newest version
 * @param parts of the form
 * @param lines of the YAML
 * @param yaml the YAML to edit
 * @param shown the YAML that the fields mean
 * @param mistakes sentences about all that is wrong
 * @param news what people should read first; empty for nothing
 * @param locked why nothing can be changed, as a sentence; empty if it can
 * @param warnings sentences about what is valid, but probably not intended
 */
public record AppSettings(
        App app,
        AppVersion last,
        Instant now,
        List<ShownPart> parts,
        List<Line> lines,
        String yaml,
        String shown,
        Plan plan,
        List<String> mistakes,
        String news,
        String locked,
        List<String> warnings) {
    /** A part of the form. */
    public record ShownPart(String id, String title, String hint, List<ShownGroup> groups) {
        public boolean isChanged() {
            return groups.stream().anyMatch(ShownGroup::isChanged);
        }

        public boolean isWrong() {
            return groups.stream()
                    .anyMatch(group -> group.fields().stream()
                            .anyMatch(field -> !field.error().isEmpty()));
        }
    }

    /** Fields that belong together. */
    public record ShownGroup(String title, List<Field> fields) {
        boolean isChanged() {
            return fields.stream().anyMatch(Field::isChanged);
        }

        /** Whether anything is set there, or wrong. */
        public boolean isOpen() {
            return title.isEmpty()
                    || fields.stream()
                            .anyMatch(it -> !it.value().isEmpty()
                                    || it.isChanged()
                                    || !it.error().isEmpty());
        }
    }

    /**
     * What a change would do.
     *
     * @param touched sentences about deploys that wait
     * @param key identifies what would be saved, and instead of which version
     */
    public record Plan(List<Change> changes, List<String> touched, String key) {
        static final Plan NONE = new Plan(List.of(), List.of(), "");

        /** Such as {@code 1 change}. */
        public String count() {
            return changes.size() == 1 ? "1 change" : changes.size() + " changes";
        }

        public boolean isEmpty() {
            return changes.isEmpty();
        }
    }

    public boolean isLocked() {
        return !locked.isEmpty();
    }

    /** Whether something was typed that is not saved. */
    public boolean isEdited() {
        return !plan.isEmpty() || !mistakes.isEmpty();
    }

    public String path() {
        return "/apps/%s/settings".formatted(app.name());
    }
}
