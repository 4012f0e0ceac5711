package dev.waybill.repositories;

import dev.waybill.apps.ServerFiles;
import dev.waybill.apps.config.EnvironmentVariables;
import dev.waybill.apps.config.SecretReference;
import dev.waybill.spi.Secret;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Reads secrets only when they are needed. */
public final class SecretValues {
    private final ServerFiles files;
    private final BooleanSupplier isOfFile;

    /** @param isOfFile whether the app comes from the configuration file */
    public SecretValues(ServerFiles files, BooleanSupplier isOfFile) {
        this.files = files;
        this.isOfFile = isOfFile;
    }

    /** @throws IOException with a sentence that names the secret that cannot be read */
    public Map<String, Secret> read(Map<String, SecretReference> references) throws IOException {
        var values = new LinkedHashMap<String, Secret>();
        for (var reference : references.entrySet()) {
            values.put(reference.getKey(), read(reference.getKey(), reference.getValue()));
        }
        return values;
    }

    public Secret read(String name, SecretReference reference) throws IOException {
        var value = reference.file() == null ? variable(name, reference) : text(name, reference, reference.file());
        if (value.indexOf('\0')
                >= 0) { // a variable cannot hold one, and the exception of ProcessBuilder would show the value
            throw new IOException("secret %s: %s contains a NUL character, which an environment variable cannot hold"
                    .formatted(name, reference));
        }
        var size = EnvironmentVariables.size(name, value);
        if (size > ServerFiles.LARGEST) {
            throw new IOException("secret %s: %s is %d bytes with its name; the limit is %d"
                    .formatted(name, reference, size, ServerFiles.LARGEST));
        }
        return new Secret(value);
    }

    /**
     * The settings of a plug-in, with the values of secrets in the place of their references.
     *
     * @param read gets each secret that is read, to be masked; also if another one cannot be read
     * @throws IOException with a sentence that names the secret that cannot be read
     */
    public Map<String, Object> settings(Map<String, Object> configured, Collection<Secret> read) throws IOException {
        var settings = new LinkedHashMap<String, Object>();
        for (var setting : configured.entrySet()) {
            settings.put(setting.getKey(), setting(setting.getKey(), setting.getValue(), read));
        }
        return settings;
    }

    private Object setting(String name, @Nullable Object configured, Collection<Secret> read) throws IOException {
        if (!(configured instanceof Map<?, ?> map)) {
            return configured == null ? "" : configured;
        }
        var reference = SecretReference.in(map);
        if (reference.isPresent()) {
            var secret = read(name, reference.get());
            read.add(secret);
            return secret.value();
        }
        var inner = new LinkedHashMap<String, Object>();
        for (var entry : map.entrySet()) {
            var key = String.valueOf(entry.getKey());
            inner.put(key, setting(name + "." + key, entry.getValue(), read));
        }
        return inner;
    }

    private String text(String name, SecretReference reference, String file) throws IOException {
        try {
            return files.read(file, isOfFile.getAsBoolean()).replaceFirst("[\r\n]+\\z", "");
        } catch (ServerFiles.Refused e) {
            throw new IOException("secret %s: %s".formatted(name, e.getMessage()), e);
        } catch (IOException e) {
            throw new IOException(
                    "secret %s: %s cannot be read by the server (%s)"
                            .formatted(name, reference, e.getClass().getSimpleName()),
                    e);
        }
    }

    private static String variable(String name, SecretReference reference) throws IOException {
        var variable = Objects.requireNonNull(reference.env());
        var objection = ServerFiles.objectionToVariable(variable);
        if (objection.isPresent()) {
            throw new IOException("secret %s: %s".formatted(name, objection.get()));
        }
        var value = System.getenv(variable);
        if (value == null) {
            throw new IOException("secret %s: %s is not set on the server".formatted(name, reference));
        }
        return value;
    }
}
