package dev.waybill.apps.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A reference to a secret; the value itself is never part of a configuration. Exactly one of the two is set. */
public record SecretReference(
        @Nullable String file, @Nullable String env) {
    public SecretReference {
        if ((file == null) == (env == null)) {
            throw new IllegalArgumentException("a secret needs either a file or a variable");
        }
    }

    /** What users write in a setting; empty for a value that is no reference. */
    public static Optional<SecretReference> in(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> map) || map.size() != 1) {
            return Optional.empty();
        }
        return map.get("file") instanceof String file
                ? Optional.of(new SecretReference(file, null))
                : map.get("env") instanceof String env ? Optional.of(new SecretReference(null, env)) : Optional.empty();
    }

    /** All references in a setting, also within lists and objects, by their paths. */
    static Map<String, SecretReference> within(String path, @Nullable Object setting) {
        var own = in(setting);
        if (own.isPresent()) {
            return Map.of(path, own.get());
        }
        var found = new LinkedHashMap<String, SecretReference>();
        if (setting instanceof Map<?, ?> map) {
            map.forEach((name, value) -> found.putAll(within(path + "." + name, value)));
        } else if (setting instanceof List<?> list) {
            for (var index = 0; index < list.size(); index++) {
                found.putAll(within(path + "." + index, list.get(index)));
            }
        }
        return found;
    }

    /** The form in which users write it. */
    public Map<String, String> shown() {
        return file != null ? Map.of("file", file) : Map.of("env", Objects.requireNonNull(env));
    }

    @Override
    public String toString() {
        return file != null ? "file " + file : "environment variable " + env;
    }
}
