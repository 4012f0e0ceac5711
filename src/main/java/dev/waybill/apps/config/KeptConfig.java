package dev.waybill.apps.config;

import dev.waybill.apps.config.text.Sizes;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Which files of deploys are kept.
 *
 * @param cache the limit of the app's cache directory, as {@link Sizes} reads it; null for no cache
 * @param artifacts globs, {@link dev.waybill.vcs.globs.Glob}, of the files that are kept with a deploy
 * @param artifactsLimit their limit for one deploy, as {@link Sizes} reads it; null for the default
 */
public record KeptConfig(
        @Nullable String cache,
        List<String> artifacts,
        @Nullable String artifactsLimit) {
    /** The default. */
    public static final KeptConfig NONE = new KeptConfig(null, List.of(), null);

    /** In bytes. */
    private static final long USUAL_LIMIT = 10L * 1024 * 1024;

    /** In bytes: artifacts are in the database. */
    private static final long LARGEST_LIMIT = 100L * 1024 * 1024;

    public KeptConfig {
        artifacts = List.copyOf(Objects.requireNonNullElse(artifacts, List.of()));
    }

    static KeptConfig read(Section app) {
        return new KeptConfig(
                size(app, "cache", Long.MAX_VALUE),
                ChangeReader.globs(app, "artifacts"),
                size(app, "artifacts_limit", LARGEST_LIMIT));
    }

    private static @Nullable String size(Section app, String key, long largest) {
        var text = app.text(key, "a size such as 2GiB");
        var size = text == null ? OptionalLong.empty() : bytes(text);
        if (text != null && size.isEmpty()) {
            app.mistake(key, Sizes.RULE);
        } else if (size.orElse(0) > largest) {
            app.mistake(key, "must be %s at most".formatted(Sizes.text(largest)));
        }
        return text;
    }

    private static OptionalLong bytes(@Nullable String size) {
        return size == null
                ? OptionalLong.empty()
                : Sizes.parse(size).map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    /** In bytes; empty if the app has no cache. */
    public OptionalLong cacheLimit() {
        return bytes(cache);
    }

    /** In bytes, for the artifacts of a deploy together. */
    public long artifactsBytes() {
        return bytes(artifactsLimit).orElse(USUAL_LIMIT);
    }
}
