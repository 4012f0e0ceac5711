package dev.waybill.apps.config;

import dev.waybill.apps.config.text.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One value that differs between two configurations.
 *
 * @param path of the value, such as {@code environments.production.default_ref}
 * @param before null if it was added
 * @param after null if it was removed
 */
public record Difference(
        String path, @Nullable Object before, @Nullable Object after) {
    /** Whether two configurations mean the same, even if spelt differently. */
    public static boolean isNone(AppConfig one, AppConfig other) {
        return one.equals(other) || between(AppTree.of(one), AppTree.of(other)).isEmpty();
    }

    /** All differences by path. Values are compared by meaning, not spelling. A list is one value. */
    public static List<Difference> between(Map<String, Object> before, Map<String, Object> after) {
        var all = new ArrayList<Difference>();
        add("", before, after, all);
        return all;
    }

    private static void add(String path, Map<?, ?> before, Map<?, ?> after, List<Difference> all) {
        var keys = new TreeSet<String>();
        before.keySet().forEach(key -> keys.add(String.valueOf(key)));
        after.keySet().forEach(key -> keys.add(String.valueOf(key)));
        for (var key : keys) {
            var inner = path.isEmpty() ? key : path + "." + key;
            var old = before.get(key);
            var now = after.get(key);
            if (old instanceof Map<?, ?> oldMap && now instanceof Map<?, ?> newMap) {
                add(inner, oldMap, newMap, all);
            } else if (!Values.areEqual(old, now)) {
                all.add(new Difference(inner, old, now));
            }
        }
    }
}
