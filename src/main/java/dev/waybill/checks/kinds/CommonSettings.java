package dev.waybill.checks.kinds;

import dev.waybill.apps.config.text.Durations;
import dev.waybill.spi.Remark;
import dev.waybill.spi.Setting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The settings that every kind of check has. */
public final class CommonSettings {
    public static final String NAME = "name";
    public static final String REQUIRED = "required";
    public static final String MISSING = "missing";
    public static final String GIVE_UP_AFTER = "give_up_after";

    private CommonSettings() {}

    /** A kind's own settings, and then those that every kind has. */
    public static List<Setting> with(Setting... own) {
        var all = new ArrayList<>(List.of(own));
        all.add(Setting.optional(NAME, Setting.Kind.TEXT).withExample("build"));
        all.add(Setting.optional(REQUIRED, Setting.Kind.TEXT).withExample("always"));
        all.add(Setting.optional(MISSING, Setting.Kind.TEXT).withExample("ok"));
        all.add(Setting.optional(GIVE_UP_AFTER, Setting.Kind.DURATION).withExample("2h"));
        return List.copyOf(all);
    }

    /** The mistakes in them. */
    public static Stream<Remark> review(Map<String, Object> settings) {
        return Stream.concat(word(settings, REQUIRED, "always"), word(settings, MISSING, "ok"));
    }

    /** The value of a setting that is a duration; empty if it is not given. */
    public static Optional<Duration> duration(@Nullable Object setting) {
        return switch (setting) {
            case Number seconds -> Optional.of(Duration.ofMillis((long) (seconds.doubleValue() * 1000)));
            case String text -> Durations.parse(text);
            case null, default -> Optional.empty();
        };
    }

    private static Stream<Remark> word(Map<String, Object> settings, String name, String word) {
        var given = settings.get(name);
        return !(given instanceof String) || given.equals(word)
                ? Stream.empty()
                : Stream.of(
                        new Remark(name, "%s can only be \"%s\"; leave it out otherwise".formatted(name, word), true));
    }
}
