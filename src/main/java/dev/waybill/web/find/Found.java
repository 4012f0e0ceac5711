package dev.waybill.web.find;

import java.util.List;

/**
 * What was found.
 *
 * @param text what was looked for
 * @param commit the beginning of a commit's hash, if that was looked for; empty otherwise
 */
public record Found(String text, List<Entry> apps, List<Entry> actions, List<Entry> pages, String commit) {
    /**
     * Something to go to.
     *
     * @param hint what else to say of it; empty for nothing
     */
    public record Entry(String icon, String name, String hint, String path) {}

    public boolean isEmpty() {
        return apps.isEmpty() && actions.isEmpty() && pages.isEmpty() && commit.isEmpty();
    }
}
