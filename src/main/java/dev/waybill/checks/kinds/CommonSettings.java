package dev.waybill.checks.kinds;

import dev.waybill.spi.Remark;
import dev.waybill.spi.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

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

    private static Stream<Remark> word(Map<String, Object> settings, String name, String word) {
        var given = settings.get(name);
        return !(given instanceof String) || given.equals(word)
                ? Stream.empty()
                : Stream.of(
                        new Remark(name, "%s can only be \"%s\"; leave it out otherwise".formatted(name, word), true));
    }
}
