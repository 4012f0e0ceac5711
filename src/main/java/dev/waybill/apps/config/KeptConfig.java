package dev.waybill.apps.config;

import dev.waybill.apps.config.text.Sizes;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Which files of deploys are kept.
 *
 * @param cache the limit of the app's cache directory, as {@link Sizes} reads it; null for no cache
 */
public record KeptConfig(@Nullable String cache) {
    /** The default. */
    public static final KeptConfig NONE = new KeptConfig(null);

    static KeptConfig read(Section app) {
        return new KeptConfig(size(app, "cache"));
    }

    private static @Nullable String size(Section app, String key) {
        var text = app.text(key, "a size such as 2GiB");
        if (text != null && Sizes.parse(text).isEmpty()) {
            app.mistake(key, Sizes.RULE);
        }
        return text;
    }

    /** In bytes; empty if the app has no cache. */
    public OptionalLong cacheLimit() {
        return cache == null
                ? OptionalLong.empty()
                : Sizes.parse(cache).map(OptionalLong::of).orElse(OptionalLong.empty());
    }
}
