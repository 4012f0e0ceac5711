package dev.waybill.web.settings;

import dev.waybill.apps.config.text.Durations;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Spells the values of a configuration as people do: {@code 30m} rather than 1800.0. The reader takes both. */
final class Readable {
    private static final Set<String> DURATIONS = Set.of("soak", "min_interval", "max_wait");
    private static final String AUTO = "auto";

    private Readable() {}

    /** @param key of the object; empty for the whole configuration */
    static Map<?, ?> of(String key, Map<?, ?> map) {
        var readable = new LinkedHashMap<Object, Object>();
        map.forEach((name, value) -> readable.put(name, value(key, String.valueOf(name), value)));
        return readable;
    }

    private static Object value(String object, String key, Object value) {
        return switch (value) {
            case Map<?, ?> map -> of(key, map);
            case List<?> list -> list.stream().map(item -> value(key, "", item)).toList();
            case Double number
            when object.equals(AUTO) && DURATIONS.contains(key) && isWhole(number) ->
                Durations.text(Duration.ofSeconds(number.longValue()));
            case Double number when isWhole(number) -> number.longValue();
            default -> value;
        };
    }

    private static boolean isWhole(Double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15;
    }
}
