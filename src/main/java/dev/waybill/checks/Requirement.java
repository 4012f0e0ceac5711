package dev.waybill.checks;

import dev.waybill.apps.config.text.Durations;
import dev.waybill.checks.kinds.CommonSettings;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One check that an app requires of a commit.
 *
 * @param type the kind of check, such as {@code http}
 * @param key identifies it among the checks of the app; another one if its settings change
 * @param name for people
 * @param settings as configured
 */
public record Requirement(String type, String key, String name, Map<String, Object> settings) {
    public Requirement {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }

    /** Whether nothing can skip it. */
    public boolean isAlways() {
        return "always".equals(settings.get(CommonSettings.REQUIRED));
    }

    boolean allowsMissing() {
        return "ok".equals(settings.get(CommonSettings.MISSING));
    }

    /** After which time without success a deploy ends as failed; empty for never. */
    public Optional<Duration> givesUpAfter() {
        return Durations.of(settings.get(CommonSettings.GIVE_UP_AFTER));
    }
}
