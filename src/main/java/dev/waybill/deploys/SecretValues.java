package dev.waybill.deploys;

import dev.waybill.apps.config.SecretReference;
import dev.waybill.spi.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Reads secrets from where they are, when they are needed and not before. */
final class SecretValues {
    private SecretValues() {}

    /** @throws IOException with a sentence that names the one that cannot be had */
    static Map<String, Secret> read(Map<String, SecretReference> references) throws IOException {
        var values = new LinkedHashMap<String, Secret>();
        for (var reference : references.entrySet()) {
            values.put(reference.getKey(), read(reference.getKey(), reference.getValue()));
        }
        return values;
    }

    static Secret read(String name, SecretReference reference) throws IOException {
        var value = reference.file() == null ? variable(name, reference) : text(name, reference, reference.file());
        if (value.indexOf('\0') >= 0) { // no variable can hold one, and whoever tries to make one is told the value
            throw new IOException(
                    "secret %s: %s holds a NUL character, which no variable can".formatted(name, reference));
        }
        return new Secret(value);
    }

    private static String text(String name, SecretReference reference, String file) throws IOException {
        try {
            return Files.readString(Path.of(file), StandardCharsets.UTF_8).replaceFirst("\r?\n$", "");
        } catch (IOException e) {
            throw new IOException(
                    "secret %s: %s cannot be read by the server (%s)"
                            .formatted(name, reference, e.getClass().getSimpleName()),
                    e);
        }
    }

    private static String variable(String name, SecretReference reference) throws IOException {
        var value = System.getenv(Objects.requireNonNull(reference.env()));
        if (value == null) {
            throw new IOException("secret %s: the server has no %s".formatted(name, reference));
        }
        return value;
    }
}
