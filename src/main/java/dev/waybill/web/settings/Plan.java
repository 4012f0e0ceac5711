package dev.waybill.web.settings;

import java.util.List;

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
