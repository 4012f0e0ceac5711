package dev.waybill.notifiers.settings;

import dev.waybill.apps.config.text.Likeness;
import dev.waybill.spi.Remark;
import dev.waybill.spi.Setting;
import dev.waybill.spi.notices.Topic;
import dev.waybill.vcs.globs.Glob;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The settings that every kind of notifier has: its name, and what it is told. */
public final class CommonSettings {
    public static final String NAME = "name";
    static final String EVENTS = "events";
    static final String ENVIRONMENTS = "environments";
    static final String USERS = "users";
    static final String APPS = "apps";

    private static final List<String> WORDS =
            Arrays.stream(Topic.values()).map(Topic::word).toList();

    private CommonSettings() {}

    /** A kind's own settings, and then those that every kind has. */
    public static List<Setting> with(Setting... own) {
        var all = new ArrayList<>(List.of(own));
        all.add(Setting.optional(NAME, Setting.Kind.TEXT).withExample("team"));
        all.add(Setting.optional(EVENTS, Setting.Kind.TEXTS).withExample(List.of("succeeded", "failed")));
        all.add(Setting.optional(ENVIRONMENTS, Setting.Kind.TEXTS).withExample(List.of("production", "review-*")));
        all.add(Setting.optional(USERS, Setting.Kind.TEXTS).withExample("automation"));
        all.add(Setting.optional(APPS, Setting.Kind.TEXTS).withExample("shop-*"));
        return List.copyOf(all);
    }

    /** The mistakes in them. */
    public static Stream<Remark> review(Map<String, Object> settings) {
        return Stream.of(
                        Stream.ofNullable(objectionToName(settings.get(NAME))).map(why -> new Remark(NAME, why, true)),
                        texts(settings, EVENTS).stream()
                                .filter(word -> Topic.of(word).isEmpty())
                                .map(word -> new Remark(EVENTS, objectionToEvent(word), true)),
                        Stream.of(ENVIRONMENTS, USERS, APPS).flatMap(key -> patterns(settings, key)))
                .flatMap(it -> it);
    }

    private static @Nullable String objectionToName(@Nullable Object name) {
        return name instanceof String text && !text.matches("[a-z0-9][a-z0-9._-]{0,62}")
                ? "use up to 63 of a-z, 0-9, dot, dash and underscore, beginning with a letter or digit"
                : null;
    }

    private static String objectionToEvent(String word) {
        return "\"%s\" is not an event; %s"
                .formatted(word, Likeness.suggestion(word, WORDS, "did you mean %s?", "use some of %s"));
    }

    private static Stream<Remark> patterns(Map<String, Object> settings, String key) {
        return texts(settings, key).stream()
                .flatMap(text -> Glob.objection(text)
                        .map(_ -> "\"%s\" is not a name or a pattern such as review-*".formatted(text))
                        .stream())
                .map(why -> new Remark(key, why, true));
    }

    /** One text or several, as a list; empty if the setting is not given. */
    public static List<String> texts(Map<String, Object> settings, String name) {
        return switch (settings.get(name)) {
            case String text -> List.of(text);
            case List<?> list -> list.stream().map(String::valueOf).toList();
            case null, default -> List.of();
        };
    }
}
