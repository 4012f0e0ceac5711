package dev.waybill.apps.config;

import dev.waybill.spi.Plugin;
import dev.waybill.spi.Remark;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the settings of the code host of an app, or of all apps: as {@code forge}, or under the name of the kind of code host.
 */
final class ForgeReader {
    static final String KEY = "forge";

    private static final String EXPECTED = "an object, such as {\"repo\": \"acme/shop\"}";

    private final Section section;
    private final Family<Plugin> kinds;
    private final @Nullable Plugin kind;
    private final boolean isUnknown;
    private final String key;

    /** @param via the name of the kind, perhaps of none */
    ForgeReader(Section section, Family<Plugin> kinds, @Nullable String via) {
        this.section = section;
        this.kinds = kinds;
        this.kind = via == null ? null : kinds.find(via);
        this.isUnknown = kind == null && via != null && !via.equals("git");
        this.key = kind != null && section.has(kind.name()) ? kind.name() : KEY;
    }

    /** Empty if nothing is configured. */
    Map<String, Object> read() {
        if (!isUnknown) { // otherwise that is the mistake
            kinds.byName().keySet().forEach(this::requireVia);
        }
        var given = section.map(KEY, EXPECTED);
        if (kind == null) {
            if (!given.isEmpty() && !isUnknown) {
                section.mistake(
                        KEY,
                        "needs via, which names the kind of code host; set it to one of %s, or remove forge"
                                .formatted(String.join(", ", kinds.byName().keySet())));
            }
            return Map.of();
        }
        if (!key.equals(KEY) && !given.isEmpty()) {
            section.mistake(key, "is also given as forge; give it once");
        }
        return read(section, key, kind);
    }

    private void requireVia(String name) {
        if ((kind == null || !kind.name().equals(name)) && section.has(name)) {
            section.mistake(name, "needs \"via\": \"%1$s\"; set via to %1$s, or remove %1$s".formatted(name));
        }
    }

    /** The settings under one key, in their own types. */
    static Map<String, Object> read(Section section, String key, Plugin kind) {
        var reader = new SettingsReader("code host", kind, (setting, why) -> section.mistake(path(key, setting), why));
        var typed = reader.typed(reader.renamed(new LinkedHashMap<>(section.map(key, EXPECTED))));
        reader.checkPart(typed);
        return typed;
    }

    /** Adds the mistakes that the kind of code host finds, once everything was read. */
    void review(AppConfig config) {
        if (kind != null) {
            Review.of(kind, config.forge(), config).stream()
                    .filter(Remark::isMistake)
                    .forEach(remark -> section.mistake(path(key, remark.setting()), remark.sentence()));
        }
    }

    static String path(String key, String setting) {
        return setting.isEmpty() ? key : key + "." + setting;
    }
}
