package dev.waybill.chat.grammar;

import java.util.Map;
import java.util.Set;

/** The apps and environments of these tests. Some names begin like others, and one app has an environment with a short name. */
record Known(Map<String, Set<String>> names) implements Vocabulary {
    static final Known CAST = new Known(Map.of(
            "shop", Set.of("production", "staging"),
            "shop-api", Set.of("production"),
            "shop.api", Set.of(),
            "s", Set.of("prod", "production")));

    @Override
    public Set<String> apps() {
        return names.keySet();
    }

    @Override
    public Set<String> environments(String app) {
        return names.getOrDefault(app, Set.of());
    }
}
