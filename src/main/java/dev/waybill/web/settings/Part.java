package dev.waybill.web.settings;

import java.util.List;

/**
 * A part of the settings.
 *
 * @param id of its place on the page
 * @param hint what people should know; may be empty
 */
record Part(String id, String title, String hint, List<Group> groups) {
    /**
     * Fields that belong together.
     *
     * @param title such as the name of an environment; empty for none
     */
    record Group(String title, List<Spec> specs) {}

    static Part of(String id, String title, String hint, List<Spec> specs) {
        return new Part(id, title, hint, List.of(new Group("", specs)));
    }
}
