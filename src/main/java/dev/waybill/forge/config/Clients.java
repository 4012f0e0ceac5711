package dev.waybill.forge.config;

import dev.waybill.apps.ServerFiles;
import dev.waybill.apps.config.SecretReference;
import dev.waybill.forge.Forge;
import dev.waybill.forge.ForgeKind;
import dev.waybill.forge.ForgeKind.Place;
import dev.waybill.forge.ForgeKind.SecretSource;
import dev.waybill.repositories.SecretValues;
import dev.waybill.spi.Secret;
import dev.waybill.spi.Setting;
import dev.waybill.store.Kept;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** Keeps one client for each repository and credential, since clients remember tokens. Thread-safe. */
final class Clients {
    private static final int KEPT = 2_000;

    private final ServerFiles files;
    private final Kept<Key, Forge> clients = new Kept<>(KEPT, _ -> 1);

    Clients(ServerFiles files) {
        this.files = files;
    }

    /**
     * What a client is for.
     *
     * @param credential its settings: text, references to secrets, or secrets
     * @param isOfFile whether the configuration file names the secrets
     */
    record Key(String kind, URI root, String repository, Map<String, Object> credential, boolean isOfFile) {}

    Forge get(ForgeKind kind, Key key) {
        return clients.get(key, () -> open(kind, key));
    }

    private Forge open(ForgeKind kind, Key key) {
        var values = new SecretValues(files, key::isOfFile);
        var texts = new HashMap<String, String>();
        var secrets = new HashMap<String, SecretSource>();
        key.credential().forEach((name, value) -> {
            if (isSecret(kind, name)) {
                secrets.put(name, source(values, "%s.%s".formatted(kind.name(), name), value));
            } else {
                texts.put(name, value.toString());
            }
        });
        return kind.open(new Place(key.root(), key.repository(), texts, secrets));
    }

    private static boolean isSecret(ForgeKind kind, String name) {
        return kind.settings().stream().anyMatch(it -> it.name().equals(name) && it.kind() == Setting.Kind.SECRET);
    }

    /** A check can hand over the secret itself. */
    private static SecretSource source(SecretValues values, String name, Object value) {
        var reference = SecretReference.in(value);
        return reference.isPresent() ? () -> values.read(name, reference.get()) : () -> new Secret(value.toString());
    }
}
