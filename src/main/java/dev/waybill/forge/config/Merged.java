package dev.waybill.forge.config;

import dev.waybill.forge.ForgeKind;
import dev.waybill.forge.ForgeSettings;
import dev.waybill.spi.Setting;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The settings of several levels of the configuration. Those of a later level override those of an earlier one, but a credential
 * counts as a whole. It is sent only to the place for which it was configured: a level that names another one has to bring its own.
 *
 * @param others the settings beside the credential
 * @param credential its settings; empty if there is none
 * @param isOfServer whether the credential is the server's own
 * @param isWithheld whether there was one, but for another place
 */
record Merged(
        ForgeKind kind,
        Map<String, Object> others,
        Map<String, Object> credential,
        boolean isOfServer,
        boolean isWithheld) {
    /** What the server's configuration file says about a kind of code host. */
    static Merged ofServer(ForgeKind kind, Map<String, Object> settings) throws IOException {
        var merged = new Merged(kind, Map.of(), Map.of(), false, false).with(settings);
        return new Merged(kind, merged.others, merged.credential, true, false);
    }

    /** Overridden by the settings of an app, or of one of its checks. */
    Merged with(Map<String, Object> level) throws IOException {
        if (level.get(ForgeSettings.API_ROOT.name()) instanceof String text) {
            var objection = ForgeSettings.objectionToRoot(text);
            if (objection.isPresent()) {
                throw new IOException("%s.api_root %s".formatted(kind.name(), objection.get()));
            }
        }
        var own = part(level, Credentials.names(kind)::contains);
        var all = new LinkedHashMap<>(others);
        all.putAll(part(level, name -> !own.containsKey(name)));
        if (!own.isEmpty()) {
            return new Merged(kind, all, own, false, false);
        }
        var moved = new Merged(kind, all, Map.of(), false, isWithheld || !credential.isEmpty());
        return moved.root().equals(root()) ? new Merged(kind, all, credential, isOfServer, isWithheld) : moved;
    }

    private static Map<String, Object> part(Map<String, Object> level, Predicate<String> belongs) {
        var part = new LinkedHashMap<>(level);
        part.entrySet()
                .removeIf(it -> !belongs.test(it.getKey()) || it.getValue() instanceof String text && text.isBlank());
        return part;
    }

    /** The root of the API; empty if none is known. */
    Optional<URI> root() {
        return others.get(ForgeSettings.API_ROOT.name()) instanceof String text
                ? Optional.of(ForgeSettings.root(text))
                : kind.usualRoot();
    }

    /** The value of a setting that all kinds have; null if it is not given. */
    @Nullable
    Object get(Setting setting) {
        return others.get(setting.name());
    }
}
