package dev.waybill.apps.config;

import dev.waybill.apps.config.text.Nothing;
import dev.waybill.apps.config.text.TextFile;
import dev.waybill.apps.config.text.YamlTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A configuration file: YAML 1.2, which includes JSON. In the full form it has {@code apps} and the server's settings at the
 * top; in the short form, only apps by name.
 *
 * @param apps by name
 * @param keys the paths of all known keys in this file
 */
public record ConfigFile(ServerSettings server, Map<String, AppConfig> apps, Set<String> keys) {
    /** Top-level keys of the full form that only hold anchors. */
    private static final String EXTENSION = "x-";

    private static final String AN_APP = "a map with at least \"deploy\"";

    /**
     * Reads a file.
     *
     * @param repositories the URL of the repository of an app that names none, with {@code {app}} for its name; the file's own
     *     {@code repositories} overrides it; may be null
     * @throws Mistakes with all mistakes
     * @throws IOException with a sentence if the file cannot be read
     */
    public static ConfigFile read(Path file, @Nullable String repositories, AppReader reader) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file)) {
            throw new IOException("%s is a pipe or a device; name a regular file".formatted(file));
        }
        return parse(file.toString(), TextFile.read(file), repositories, reader);
    }

    static ConfigFile parse(String file, String text, @Nullable String repositories, AppReader reader) {
        YamlTree tree;
        try {
            tree = YamlTree.parse(text);
        } catch (YamlTree.Unreadable e) {
            throw new Mistakes(file, List.of(String.valueOf(e.getMessage())));
        }
        if (!(tree.root() instanceof Map<?, ?> root)) {
            throw new Mistakes(file, List.of("line 1: must be a map of apps by name"));
        }
        var mistakes = new ArrayList<Mistake>();
        var config = parse(ControlCharacters.removed(root, mistakes), repositories, reader, mistakes);
        if (!mistakes.isEmpty()) {
            throw new Mistakes(
                    file,
                    mistakes.stream().map(mistake -> sentence(mistake, tree)).toList());
        }
        return config;
    }

    private static ConfigFile parse(
            Map<?, ?> root, @Nullable String repositories, AppReader reader, List<Mistake> mistakes) {
        var keys = new TreeSet<String>();
        if (root.get("apps") == null || root.get("apps") instanceof Nothing) {
            var file = new Section("", "invalid_field", root, mistakes, keys);
            return new ConfigFile(ServerSettings.NONE, apps(file.each(AN_APP), repositories, reader), keys);
        }
        try (var file = new Section("", "invalid_field", withoutExtensions(root), mistakes, keys)) {
            var server = ServerSettings.read(file, reader.plugins());
            var template = server.repositories() == null ? repositories : server.repositories();
            var apps = apps(file.sections("apps", "invalid_field", AN_APP), template, reader);
            apps.forEach((name, app) -> app.pools().stream()
                    .filter(pool -> !server.pools().containsKey(pool))
                    .forEach(pool -> file.mistake(
                            "apps." + name,
                            "its pool \"%s\" has no limit; add one at the top: pools: {%s: 1}".formatted(pool, pool))));
            return new ConfigFile(server, apps, keys);
        }
    }

    private static Map<?, ?> withoutExtensions(Map<?, ?> root) {
        var rest = new LinkedHashMap<Object, Object>(root);
        rest.keySet().removeIf(key -> String.valueOf(key).startsWith(EXTENSION));
        return rest;
    }

    private static Map<String, AppConfig> apps(
            Map<String, Section> sections, @Nullable String repositories, AppReader reader) {
        var apps = new LinkedHashMap<String, AppConfig>();
        sections.forEach((name, app) -> {
            AppNames.objection(name).ifPresent(why -> app.mistake("", why));
            apps.put(name, reader.read(app, repositories == null ? null : repositories.replace("{app}", name)));
        });
        return apps;
    }

    private static String sentence(Mistake mistake, YamlTree tree) {
        return "%s, line %d: %s".formatted(mistake.path(), tree.line(mistake.path()), mistake.message());
    }

    /** All mistakes of a file. */
    public static final class Mistakes extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient List<String> sentences;

        Mistakes(String file, List<String> sentences) {
            super("%s cannot be used:\n  %s".formatted(file, String.join("\n  ", sentences)));
            this.sentences = List.copyOf(sentences);
        }

        /** A sentence for each mistake, with its line. */
        public List<String> sentences() {
            return sentences;
        }
    }
}
