package dev.waybill.apps.config;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where a secret is found; the value itself is never part of a configuration. Exactly one of the two is given. */
public record SecretReference(
        @Nullable String file, @Nullable String env) {
    public SecretReference {
        if ((file == null) == (env == null)) {
            throw new IllegalArgumentException("a secret is either in a file or in the environment");
        }
    }

    /** As users write it. */
    public Map<String, String> shown() {
        return file != null ? Map.of("file", file) : Map.of("env", Objects.requireNonNull(env));
    }

    @Override
    public String toString() {
        return file != null ? "file " + file : "environment variable " + env;
    }
}
