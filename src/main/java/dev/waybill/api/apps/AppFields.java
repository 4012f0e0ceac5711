package dev.waybill.api.apps;

import dev.waybill.api.input.Input;
import dev.waybill.api.input.Json;
import dev.waybill.api.input.JsonReader;
import dev.waybill.apps.Apps;
import dev.waybill.apps.InputLimit;
import dev.waybill.apps.config.AppConfig;
import dev.waybill.apps.config.AppEdit;
import dev.waybill.apps.config.AppReader;
import dev.waybill.apps.config.AppTree;
import dev.waybill.apps.config.Mistake;
import dev.waybill.errors.Excerpt;
import dev.waybill.errors.Invalid;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the fields of an app from a request, in all spellings; absent fields stay unchanged. */
public final class AppFields {
    private static final Set<String> NUMBERS = Set.of("grace", "keep_failed");
    private static final Set<String> TEXTS = Set.of(
            "repository",
            "provider",
            "via",
            "default_environment",
            "run_as",
            "pool",
            "submodules",
            "workspace",
            "cache",
            "artifacts_limit");
    /** Objects of settings, of which only the given ones change. */
    private static final Set<String> MERGED = Set.of("provider_config", "forge");

    private static final Set<String> ONE_OR_MANY = Set.of("artifacts", "paths", "change_labels");

    /** Fields of the answer that cannot be set, but are accepted, so that an answer can be sent back whole. */
    private static final List<String> ONLY_SHOWN =
            List.of("id", "version", "of_file", "retired", "warnings", "locked_reason");

    private final AppReader reader;
    private final InputLimit limit;

    public AppFields(AppReader reader, InputLimit limit) {
        this.reader = reader;
        this.limit = limit;
    }

    /** Reads a new app. */
    Apps.Draft applyToNew(Input input, String name) {
        return new Apps.Draft(name, read(input, new LinkedHashMap<>(), null));
    }

    /**
     * Applies a request to an app: only the given fields change.
     *
     * @param head what was displayed as the default ref if none is configured
     */
    Apps.Draft apply(Input input, Apps.Draft old, String head) {
        var name = input.textOrNull("name");
        var tree = AppTree.of(old.config());
        var provider = input.textOrNull("provider");
        if (provider != null && !provider.equals(old.config().provider())) {
            removeProviderConfig(tree); // the settings of the old provider
        }
        var via = input.textOrNull("via");
        if (via != null && !via.equals(old.config().via())) {
            tree.remove("forge"); // those of the old code host
        }
        var config = read(input, tree, old.config());
        return new Apps.Draft(
                name == null ? old.name() : name,
                input.has("environments") ? config.withoutShown(old.config(), head) : config);
    }

    private static void removeProviderConfig(Map<String, Object> tree) {
        tree.remove("provider_config");
        if (tree.get("environments") instanceof Map<?, ?> environments) {
            var others = new LinkedHashMap<String, Object>();
            environments.forEach((name, environment) -> {
                var settings = new LinkedHashMap<>((Map<?, ?>) environment);
                settings.remove("provider_config");
                others.put(String.valueOf(name), settings);
            });
            tree.put("environments", others);
        }
    }

    private static void unset(Input input, AppEdit edit) {
        var paths = input.has("unset") ? input.words("unset") : null;
        for (var path : paths == null ? List.<String>of() : paths) {
            var objection = path.equals("name") ? Optional.of("cannot be removed, only changed") : edit.unset(path);
            objection.ifPresent(why -> input.mistake("unset", "%s %s".formatted(path, why)));
        }
    }

    private AppConfig read(Input input, Map<String, Object> tree, @Nullable AppConfig before) {
        var edit = new AppEdit(tree, reader.plugins());
        unset(input, edit);
        AppTree.KEYS.forEach(key -> put(edit, tree, key, value(input, key)));
        putShort(input, edit);
        putCodeHosts(input, edit);
        input.paths()
                .forEach((path, value) ->
                        edit.set(path, parsed(edit, path, value)).ifPresent(why -> input.mistake(path, why)));
        ONLY_SHOWN.forEach(input::has);
        input.has("name");
        input.check();
        if (before != null && tree.equals(AppTree.of(before))) {
            return before; // what was stored under other rules can stay as long as it is not changed
        }
        var read = reader.read(tree);
        refuse(read.mistakes());
        limit.require(read.config(), before);
        return read.config();
    }

    private static void putCodeHosts(Input input, AppEdit edit) {
        edit.codeHosts().forEach(kind -> {
            var given = input.tree(kind);
            if (given != null) {
                edit.mergeCodeHost(kind, given, input.tree("forge") != null);
            }
        });
    }

    private static void put(AppEdit edit, Map<String, Object> tree, String key, @Nullable Object value) {
        if (value instanceof Map<?, ?> map && MERGED.contains(key)) {
            edit.merge(key, map);
        } else if (value instanceof Map<?, ?> map && key.equals("environments")) {
            edit.mergeEach(key, map);
        } else if (value instanceof List<?> names && key.equals("environments")) {
            edit.keepEach(key, names);
        } else if (value != null) {
            tree.put(key, value);
        }
    }

    private static void putShort(Input input, AppEdit edit) {
        edit.paths().inShort().forEach((key, setting) -> {
            var value = switch (setting.kind()) {
                case TEXT, COMMAND -> input.textOrNull(key);
                case COMMANDS, TEXTS, DURATION, SECRET_OR_TEXT -> input.textOrTree(key);
                case SECONDS, WHOLE_NUMBER -> input.number(key);
                case FLAG, TASKS, TEXT_BY_NAME, HEADERS, SECRET, OBJECT -> input.tree(key);
            };
            if (value != null) {
                edit.setShort(key, value, input.tree("provider_config"));
            }
        });
    }

    /** In a form all values are text. */
    private static @Nullable Object parsed(AppEdit edit, String path, @Nullable Object value) {
        var isTree = value instanceof String text
                && !edit.paths().isVariable(path)
                && (text.startsWith("{") || text.startsWith("["));
        var node = isTree ? JsonReader.read(String.valueOf(value)) : null;
        return node == null ? value : Json.value(node);
    }

    private static @Nullable Object value(Input input, String key) {
        if (TEXTS.contains(key)) {
            return input.textOrNull(key);
        }
        if (ONE_OR_MANY.contains(key)) {
            return input.textOrTree(key);
        }
        return NUMBERS.contains(key) ? input.number(key) : input.tree(key);
    }

    private static void refuse(List<Mistake> mistakes) {
        if (mistakes.isEmpty()) {
            return;
        }
        var details = new LinkedHashMap<String, String>();
        mistakes.forEach(mistake -> details.putIfAbsent(mistake.path(), mistake.message()));
        var first = mistakes.getFirst();
        throw first.name().equals("invalid_field")
                ? Invalid.fields(details)
                : Invalid.mistakes(first.name(), sentences(mistakes), details);
    }

    private static String sentences(List<Mistake> mistakes) {
        return Excerpt.of(mistakes.stream().map(AppFields::sentence).distinct().collect(Collectors.joining("; ")));
    }

    /** The messages of the old service name their subject; others are preceded by the path. */
    private static String sentence(Mistake mistake) {
        return mistake.path().isEmpty()
                        || Character.isUpperCase(mistake.message().charAt(0))
                ? mistake.message()
                : mistake.path() + ": " + mistake.message();
    }
}
