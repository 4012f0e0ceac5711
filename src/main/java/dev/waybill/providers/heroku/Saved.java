package dev.waybill.providers.heroku;

import dev.waybill.spi.ProviderContext;
import java.util.Map;
import java.util.TreeMap;

/** What a deploy has begun at Heroku, saved before anything is waited for. For one thread. */
final class Saved {
    /** The version of the newest release before the deploy. */
    static final String BEFORE = "before";
    /** The newest build before ours, saved before ours is asked for. */
    static final String BUILD_AFTER = "build_after";

    static final String BUILD = "build";
    /** Saved before Heroku is asked to begin something; not if it has refused. */
    static final String ASKED = "asked";
    /** The old release, saved before the rollback to it is asked for; empty if there is none. */
    static final String OLD = "old";
    /** The other app's release, saved before its promotion is asked for. */
    static final String PROMOTED = "promoted";

    static final String PROMOTION = "promotion";
    /** Saved before the push. */
    static final String PUSHING = "pushing";
    /** Our release. */
    static final String RELEASE = "release";

    private final ProviderContext context;
    private final Map<String, String> values;

    Saved(ProviderContext context) {
        this.context = context;
        this.values = new TreeMap<>(context.saved());
    }

    String get(String key) {
        return values.getOrDefault(key, "");
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    void put(String key, String value) {
        values.put(key, value);
        context.save(Map.copyOf(values));
    }

    void remove(String key) {
        values.remove(key);
        context.save(Map.copyOf(values));
    }

    /** Whether something goes on at Heroku, or has ended there. */
    boolean hasBegun() {
        return has(BUILD) || has(PROMOTION) || has(PUSHING) || has(RELEASE);
    }

    boolean mayHaveBegun() {
        return has(ASKED) || hasBegun();
    }

    /** The version of the newest release before the deploy. */
    int before() {
        return Integer.parseInt(values.getOrDefault(BEFORE, "0"));
    }

    /** How many bytes of the output of a step are in the log. */
    long read(String step) {
        return Long.parseLong(values.getOrDefault("read." + step, "0"));
    }

    void append(String step, String output, long read) {
        values.put("read." + step, Long.toString(read));
        context.append(step, output, Map.copyOf(values));
    }
}
