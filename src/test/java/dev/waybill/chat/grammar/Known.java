package dev.waybill.chat.grammar;

import java.util.Map;
import java.util.Set;

/** The apps and environments of these tests. Some begin like others, or are words of the grammar, and some environments have short names. */
record Known(Map<String, Set<String>> names) implements Vocabulary {
    static final Known CAST = new Known(Map.of(
            "shop", Set.of("production", "staging"),
            "shop-api", Set.of("production"),
            "shop.api", Set.of(),
            "s", Set.of("prod", "production"),
            "of", Set.of("prod", "stg", "prd", "of", "in"),
            "is", Set.of("is", "from", "to", "and", "for"),
            "in", Set.of("in"),
            "from", Set.of("from", "thanks")));

    @Override
    public Set<String> apps() {
        return names.keySet();
    }

    @Override
    public Set<String> environments(String app) {
        return names.getOrDefault(app, Set.of());
    }
}
