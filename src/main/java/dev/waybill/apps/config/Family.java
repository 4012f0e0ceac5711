package dev.waybill.apps.config;

import dev.waybill.spi.Plugin;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The plug-ins of one type.
 *
 * @param word for one of them, such as {@code check}
 * @param byName in the order in which they were given
 */
record Family<P extends Plugin>(String word, Map<String, P> byName) {
    /** @throws IllegalArgumentException if two have the same name */
    static <P extends Plugin> Family<P> of(String word, Collection<? extends P> plugins) {
        var byName = new LinkedHashMap<String, P>();
        for (var plugin : plugins) {
            if (byName.put(plugin.name(), plugin) != null) {
                throw new IllegalArgumentException("two %ss are named \"%s\"".formatted(word, plugin.name()));
            }
        }
        return new Family<>(word, Collections.unmodifiableMap(byName));
    }

    @Nullable
    P find(String name) {
        return byName.get(name);
    }

    /** Why there is no plug-in of this name, as a sentence; empty if there is one. */
    Optional<String> objection(String name) {
        return byName.containsKey(name)
                ? Optional.empty()
                : Optional.of("Invalid %s: %s; use one of %s"
                        .formatted(word, name, String.join(", ", new TreeSet<>(byName.keySet()))));
    }

    /** The {@code error_name} of the API. */
    String errorName() {
        return "invalid_" + word;
    }
}
