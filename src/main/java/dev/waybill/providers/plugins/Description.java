package dev.waybill.providers.plugins;

import dev.waybill.spi.Setting;
import dev.waybill.spi.Setting.Kind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/**
 * How a program describes itself.
 *
 * @param settings without those that every program has
 * @param steps the names of the steps of a deploy, at least one
 * @param tasks the names of other tasks
 * @param hosts whether it can deploy to some hosts only
 */
record Description(List<Setting> settings, List<String> steps, Set<String> tasks, boolean hosts) {
    private static final String WORD = "[A-Za-z0-9][A-Za-z0-9_.-]{0,62}";
    /** Programs get secrets as variables of the app, whose values are known and masked. */
    private static final Set<Kind> SECRETS = EnumSet.of(Kind.SECRET, Kind.SECRET_OR_TEXT, Kind.HEADERS);

    private static final ObjectReader READER = JsonMapper.shared()
            .readerFor(Written.class)
            .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** As a program writes it. */
    private record Written(
            @Nullable List<WrittenSetting> settings,
            @Nullable List<String> steps,
            @Nullable List<String> tasks,
            @Nullable Boolean hosts) {}

    private record WrittenSetting(
            @Nullable String name,
            @Nullable String kind,
            @Nullable Boolean required,
            @Nullable Object example) {}

    static Description parse(String json) throws Unusable {
        try {
            var written = READER.<@Nullable Written>readValue(json);
            if (written == null) {
                throw new Unusable("the output of \"describe\" is not a JSON object");
            }
            return of(written);
        } catch (UnrecognizedPropertyException e) {
            throw new Unusable("the output of \"describe\" has an unknown key %s; use %s"
                    .formatted(
                            path(e),
                            e.getKnownPropertyIds().stream()
                                    .map(String::valueOf)
                                    .sorted()
                                    .collect(Collectors.joining(", "))));
        } catch (MismatchedInputException e) {
            throw new Unusable(
                    e.getPath().isEmpty()
                            ? "the output of \"describe\" is not a JSON object"
                            : "the output of \"describe\" has a value of the wrong type at " + path(e));
        } catch (JacksonException e) {
            throw new Unusable("the output of \"describe\" is not valid: " + e.getOriginalMessage());
        }
    }

    /** Such as {@code settings.0.kind}. */
    private static String path(JacksonException e) {
        return e.getPath().stream()
                .map(it -> it.getPropertyName() == null ? Integer.toString(it.getIndex()) : it.getPropertyName())
                .collect(Collectors.joining("."));
    }

    private static Description of(Written written) throws Unusable {
        var settings = new ArrayList<Setting>();
        for (var setting : Objects.requireNonNullElse(written.settings, List.<WrittenSetting>of())) {
            settings.add(setting(setting));
        }
        var steps = words("step", written.steps);
        var tasks = words("task", written.tasks);
        return new Description(
                settings,
                steps.isEmpty() ? List.of("deploy") : steps,
                Set.copyOf(tasks),
                Boolean.TRUE.equals(written.hosts));
    }

    private static List<String> words(String what, @Nullable List<String> given) throws Unusable {
        var names = Objects.requireNonNullElse(given, List.<String>of());
        for (var name : names) {
            if (!String.valueOf(name).matches(WORD)) {
                throw new Unusable(
                        "\"%s\" cannot be the name of a %s; use letters, digits and _.-".formatted(name, what));
            }
        }
        if (new HashSet<>(names).size() < names.size()) {
            throw new Unusable("there are two %ss of the same name; rename one".formatted(what));
        }
        return names;
    }

    private static Setting setting(WrittenSetting written) throws Unusable {
        var name = Objects.requireNonNullElse(written.name, "");
        var kind = kind(name, Objects.requireNonNullElse(written.kind, word(Kind.TEXT)));
        var setting =
                Boolean.TRUE.equals(written.required) ? Setting.required(name, kind) : Setting.optional(name, kind);
        return written.example == null ? setting : setting.withExample(written.example);
    }

    private static Kind kind(String setting, String word) throws Unusable {
        var kinds = EnumSet.complementOf(EnumSet.copyOf(SECRETS)).stream()
                .collect(Collectors.toMap(Description::word, kind -> kind));
        var kind = kinds.get(word);
        if (kind == null) {
            throw new Unusable("the kind of the setting \"%s\" cannot be \"%s\"; use one of %s"
                    .formatted(
                            setting,
                            word,
                            String.join(", ", kinds.keySet().stream().sorted().toList())));
        }
        return kind;
    }

    private static String word(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
